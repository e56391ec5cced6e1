"""Training of the shipped pipeline, from treebanks and texts to weights."""
