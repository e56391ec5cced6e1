"""How well Rostra reads: `make evaluate DATA=DIR` prints one table of everything that can be scored."""
