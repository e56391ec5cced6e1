"""A document becomes facts: who, what happened, where they stand, what they want."""
