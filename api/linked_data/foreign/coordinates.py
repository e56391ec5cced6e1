"""Where a place lies, in whichever of the usual vocabularies it is told: WGS 84, in degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator

import orjson
from pyoxigraph import Literal

from api.linked_data.foreign.dataset import SCHEMAS, Dataset, Thing
from api.linked_data.foreign.popolo import GEOMETRY
from ontology.errors import RestoreError

WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
GEOSPARQL = "http://www.opengis.net/ont/geosparql#"
PAIRS = ((WGS84 + "lat", WGS84 + "long"), *((s + "latitude", s + "longitude") for s in SCHEMAS))
GEOMETRIES = (
    *(GEOSPARQL + name for name in ("hasDefaultGeometry", "hasGeometry", "defaultGeometry")),
    WGS84 + "location",
    *(s + "geo" for s in SCHEMAS),
)
POINT = re.compile(r"(?:<([^>]+)>\s*)?POINT\s*(?:Z\s*)?\(\s*(\S+)\s+(\S+)(?:\s+\S+)?\s*\)", re.IGNORECASE)
LATITUDE_FIRST = re.compile(r".*/EPSG/(?:[^/]+/)?4326")
LONGITUDE_FIRST = re.compile(r".*/OGC/(?:[^/]+/)?CRS84")


def coordinates(dataset: Dataset, place: Thing) -> tuple[float, float] | None:
    """Latitude and longitude of a place; None where no point is told.

    Raises RestoreError where they are no degrees.
    """
    for latitude, longitude in _told(dataset, place):
        try:
            point = float(latitude), float(longitude)
        except ValueError:
            point = (float("nan"), float("nan"))
        if not (abs(point[0]) <= 90 and abs(point[1]) <= 180):
            told = f"{dataset.label(place)} lies at {latitude}, {longitude}, which are no degrees"
            raise RestoreError(f"{told}.", "Nothing was imported.")
        return point
    return None


def _told(dataset: Dataset, place: Thing) -> Iterator[tuple[str, str]]:
    for thing in (place, *dataset.values(place, *GEOMETRIES)):
        for pair in PAIRS:
            latitude, longitude = (dataset.texts(thing, each)[:1] for each in pair)
            if latitude and longitude:
                yield latitude[0], longitude[0]
        for text in dataset.texts(thing, GEOSPARQL + "asWKT"):
            yield from _of_wkt(text)
    for geometry in dataset.values(place, GEOMETRY):
        if isinstance(geometry, Literal):
            yield from _of_geojson(geometry.value)


def _of_wkt(text: str) -> Iterator[tuple[str, str]]:
    """A point in well-known text: longitude comes first, but in EPSG:4326. Other systems of reference aren't read."""
    match = POINT.fullmatch(text)
    if match and LATITUDE_FIRST.fullmatch(match[1] or ""):
        yield match[2], match[3]
    elif match and (match[1] is None or LONGITUDE_FIRST.fullmatch(match[1])):
        yield match[3], match[2]


def _of_geojson(text: str) -> Iterator[tuple[str, str]]:
    try:
        told = orjson.loads(text)
    except orjson.JSONDecodeError:
        return
    if isinstance(told, dict) and told.get("type") == "Point":
        longitude, latitude, *_ = told.get("coordinates") or ("", "")
        yield str(latitude), str(longitude)
