"""Fixtures for all tests. The engines' strategy is told in tests/engines/fixtures.py."""

from tests.engines.fixtures import embedded, engine, neo4j, opened, store

__all__ = ["embedded", "engine", "neo4j", "opened", "store"]
