"""Two Parquet tables, nodes and edges, typed: for pandas, Polars, DuckDB, Arrow and R.

Needs pyarrow, which is an extra since it weighs 170 MB: `rostra[parquet]`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from api.networks.network import Column, Network, Value
from api.networks.packing import Packing
from api.networks.tables import Table, tables
from ontology.errors import SettingsError

ROWS = 10_000
"""Rows of a row group: so many are in memory at a time."""


def write_parquet(network: Network, packing: Packing) -> None:
    """`nodes.parquet` and `edges.parquet`. Raises SettingsError where pyarrow isn't installed."""
    check_parquet()
    for table in tables(network):
        with packing(f"{table.name}.parquet") as file, tempfile.TemporaryFile() as seekable:
            _write(table, seekable)
            seekable.seek(0)
            shutil.copyfileobj(seekable, file)


def check_parquet() -> None:
    """Raise SettingsError where Parquet cannot be written here."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise SettingsError("Parquet needs pyarrow.", "Install it: pip install 'rostra[parquet]'.") from None


def _write(table: Table, file: Any) -> None:  # noqa: ANN401  (any file that can be written to)
    import pyarrow
    from pyarrow import parquet

    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "double": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "strings": pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(column.name, types[column.kind]) for column in table.columns])
    with parquet.ParquetWriter(file, schema) as writer:
        for rows in _batches(table):
            writer.write_table(pyarrow.Table.from_pylist(rows, schema))


def _batches(table: Table) -> Iterator[list[dict[str, Value | None]]]:
    rows = iter(table.rows)
    while batch := list(islice(rows, ROWS)):
        yield [{each.name: _typed(row, each) for each in table.columns} for row in batch]


def _typed(row: Mapping[str, Value], column: Column) -> Value | None:
    """A value as its column has it: classes may share a column whose kinds differ, and then it is text."""
    value = row.get(column.name)
    return str(value) if column.kind == "string" and value is not None else value
