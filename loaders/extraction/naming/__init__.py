"""Finds names of bodies, persons and places: by the register, their shape, what stands beside them, the model."""
