"""Things that go wrong, done for real, and what the graph then holds. `bench/faults.py` does the same many times."""
