"""Where an engine answers, and as whom to speak to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ontology.errors import SettingsError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class Login:
    """A user of the engine."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    """A database behind Bolt.

    `writer` may change the schema and the data. `reader`, if there is one, asks the questions; without it the
    writer does. `authorities` is a file of the certificates (PEM) that a TLS connection trusts instead of the
    system's. `http` is the base address of the embedded engine's HTTP port, `folder` its data folder; both are None
    for Neo4j.
    """

    uri: str
    database: str
    writer: Login
    reader: Login | None = None
    http: str | None = None
    folder: Path | None = None
    authorities: Path | None = None

    @property
    def embedded(self) -> bool:
        """Whether the engine is the embedded one."""
        return self.http is not None


def neo4j_address(
    uri: str,
    user: str,
    password: str,
    database: str = "neo4j",
    reader: Login | None = None,
    authorities: Path | None = None,
) -> Address:
    """The address of a Neo4j: `bolt://` or `neo4j://` (routing), with `+s` (TLS) or `+ssc` (self-signed).

    Raises SettingsError where the address isn't one of those, or doesn't go with a file of certificates.
    """
    parts = urlsplit(uri)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise SettingsError(
            f"“{uri}” is no address of a Neo4j.",
            f"Write SCHEME://HOST:PORT with one of {', '.join(SCHEMES)}.",
        )
    if authorities and not parts.scheme.endswith("+s"):
        raise SettingsError(
            f"Certificates of authorities are of no use at {parts.scheme}://.",
            "Write bolt+s:// or neo4j+s://, which check the server's certificate.",
        )
    if authorities and not authorities.is_file():
        raise SettingsError(f"There is no file of certificates at {authorities}.")
    return Address(uri, database, Login(user, password), reader, authorities=authorities)
