"""The formats in which networks go out, and which of them an Accept header asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import mimeparse

from api.networks.cx2 import write_cx2
from api.networks.cytoscape import write_cytoscape
from api.networks.gexf import write_gexf
from api.networks.graphml import write_graphml
from api.networks.graphology import write_graphology
from api.networks.network import Network
from api.networks.packing import Packing, archive, folder
from api.networks.parquet import check_parquet, write_parquet
from api.networks.tables import write_csv, write_neo4j
from ontology.errors import QuestionError


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its short name. One of several files is written by `write_files`: into a zip archive or a folder.

    `over_time` says whether it can tell on which days what is there. `check` raises SettingsError where something
    is lacking that it needs.
    """

    name: str
    suffix: str
    media_type: str
    write_file: Callable[[Network, IO[bytes]], None] | None = None
    write_files: Callable[[Network, Packing], None] | None = None
    over_time: bool = False
    check: Callable[[], None] = lambda: None

    def check_compressible(self) -> None:
        """Raises QuestionError for a format that is an archive already."""
        if self.write_files is not None:
            raise QuestionError(f"{self.name} is compressed already: a zip archive.", "Leave it out.")

    def write(self, network: Network, output: IO[bytes]) -> None:
        """Write to a stream, in a thread beside the event loop that the network is read in."""
        if self.write_file is not None:
            self.write_file(network, output)
        elif self.write_files is not None:
            with archive(output) as packing:
                self.write_files(network, packing)

    def write_to_folder(self, network: Network, path: Path) -> None:
        """Write into a folder that is there.

        Raises QuestionError for a format of one file.
        """
        if self.write_files is None:
            raise QuestionError(f"{path} is a folder, and {self.name} is one file.", "Name the file.")
        self.write_files(network, folder(path))


FORMATS = {
    form.name: form
    for form in (
        Format("gexf", "gexf", "application/gexf+xml", write_gexf, over_time=True),
        Format("graphml", "graphml", "application/graphml+xml", write_graphml),
        Format("cx2", "cx2", "application/vnd.cx2+json", write_cx2),
        Format("cytoscape", "cyjs", "application/vnd.cytoscape+json", write_cytoscape),
        Format("graphology", "json", "application/vnd.graphology+json", write_graphology),
        Format("csv", "zip", "application/zip", write_files=write_csv),
        Format("neo4j", "zip", "application/zip", write_files=write_neo4j),
        Format("parquet", "zip", "application/zip", write_files=write_parquet, check=check_parquet),
    )
}
_BY_MEDIA_TYPE = {form.media_type: form for form in reversed(FORMATS.values())} | {
    "application/zip": FORMATS["csv"]
}


def find_format(name: str, *, over_time: bool = False) -> Format:
    """The format of that short name, ready to be written.

    Raises QuestionError listing those that exist, SettingsError where it needs what isn't installed.
    """
    form = FORMATS.get(name)
    if form is None:
        raise QuestionError(f"There is no format {name!r}.", f"Use one of {', '.join(FORMATS)}.")
    if over_time and not form.over_time:
        able = ", ".join(each.name for each in FORMATS.values() if each.over_time)
        raise QuestionError(f"{name} doesn't tell what is there when.", f"Over time there is {able}.")
    form.check()
    return form


def negotiate(accept: str) -> Format | None:
    """The format that an Accept header likes best, GEXF where it takes anything, None where none fits."""
    try:
        best = mimeparse.best_match([*_BY_MEDIA_TYPE], accept or "*/*")
    except mimeparse.MimeTypeParseException:
        return None
    return _BY_MEDIA_TYPE.get(best)
