"""Readers of other people's lists of actors, each giving the register's entries."""
