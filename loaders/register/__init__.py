"""Known actors and places, and how a name finds them."""
