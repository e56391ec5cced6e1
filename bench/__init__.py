"""Measurements, run by `make bench NAME=…`: lines end in `ratio R` or `lost N`."""
