"""The English language pipeline: the weights that ship, how they are trained, and how they score."""
