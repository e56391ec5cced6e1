"""API keys: who may write and decide.

A key is `rostra_ID_SECRET`. The secret has 256 random bits, so one SHA-256 of it is kept and nothing slower is
needed. Keys lie in a file of the data folder that only its owner can read, and not in the graph: they must hold
before an engine answers, and no dump, export or backup of the graph may carry them.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol, get_args

from ontology.errors import AccessError, SettingsError

Scope = Literal["read", "write", "curate", "admin"]
"""read: ask, where reading needs a key; write: load and withdraw statements; curate: decide; admin: all of it."""
SCOPES: tuple[Scope, ...] = get_args(Scope)
PREFIX = "rostra"
FILE, LOCK = "keys.json", "keys.lock"
ADVICE = "Send a key as `Authorization: Bearer …`; `rostra key create` makes one."


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept: `digest` is the SHA-256 of its secret, hexadecimal. Times are ISO 8601, in UTC."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    digest: str
    created: str
    expires: str | None = None
    revoked: str | None = None

    def allows(self, scope: Scope) -> bool:
        """Whether the key has the scope."""
        return scope in self.scopes or "admin" in self.scopes


class Keys:
    """The keys of a data folder. The file is read again when it changes, so that revoking takes effect at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / FILE
        self._read: tuple[int, dict[str, Key]] = (0, {})

    def all(self) -> list[Key]:
        """Every key, the revoked ones too, in the order in which they were made."""
        return list(self._known().values())

    def create(self, name: str, scopes: Sequence[Scope], expires: datetime | None = None) -> tuple[Key, str]:
        """A new key, and the token that its holder sends; the token is not kept and can't be had again."""
        secret = secrets.token_urlsafe(32)
        id = secrets.token_hex(4)
        key = Key(id, name, tuple(scopes), _digest(secret), _iso(_now()), _iso(expires) if expires else None)
        with self._changing() as known:
            known[id] = key
        return key, f"{PREFIX}_{id}_{secret}"

    def revoke(self, id: str) -> Key:
        """Let a key hold no longer. Raises SettingsError where there is none of this id."""
        with self._changing() as known:
            if id not in known:
                raise SettingsError(f"There is no key “{id}”.", "See `rostra key list`.")
            known[id] = replace(known[id], revoked=known[id].revoked or _iso(_now()))
            return known[id]

    def check(self, token: str) -> Key:
        """The key that a token is. Raises AccessError where it is unknown, revoked or has run out."""
        prefix, _, rest = token.partition("_")
        id, _, secret = rest.partition("_")
        key = self._known().get(id)
        fits = hmac.compare_digest(_digest(secret), key.digest if key else _digest(""))
        if key is None or not fits or prefix != PREFIX:
            raise AccessError("The API key is unknown.", ADVICE)
        if key.revoked:
            raise AccessError(f"The API key “{key.name}” was revoked on {key.revoked[:10]}.", ADVICE)
        if key.expires and key.expires <= _iso(_now()):
            raise AccessError(f"The API key “{key.name}” ran out on {key.expires[:10]}.", ADVICE)
        return key

    def _known(self) -> dict[str, Key]:
        try:
            stamp = self._file.stat().st_mtime_ns
        except FileNotFoundError:
            return {}
        if stamp != self._read[0]:
            entries = json.loads(self._file.read_text("utf-8"))
            self._read = stamp, {e["id"]: Key(**{**e, "scopes": tuple(e["scopes"])}) for e in entries}
        return self._read[1]

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Key]]:
        """Change the keys while no other process does; the file is put in place whole."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            known = dict(self._known())
            yield known
            new = self._folder / f"{FILE}.new"
            with os.fdopen(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
                json.dump([asdict(key) for key in known.values()], file, indent=1)
            new.replace(self._file)


class Checker(Protocol):
    """Tells by a token who its holder is."""

    def check(self, token: str) -> Key:
        """The key that a token is, or stands for. Raises AccessError."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Who is let in: holders of keys or of a provider's tokens (`api.oidc`), and others too unless it is closed."""

    keys: Keys
    closed: bool = False
    tokens: Checker | None = None

    def admit(self, header: str | None) -> Key | None:
        """The key in an `Authorization` header. Raises AccessError where it isn't valid, or one is needed to read."""
        token = bearer(header)
        key = self._checker(token).check(token) if token else None
        if self.closed:
            permit(key, "read")
        return key

    def _checker(self, token: str) -> Checker:
        is_jwt = token.count(".") == 2  # no API key holds a dot
        return self.tokens if self.tokens and is_jwt else self.keys


def permit(key: Key | None, scope: Scope) -> None:
    """Raises AccessError where there is no key or it lacks the scope."""
    if key is None:
        raise AccessError(f"This needs an API key with the scope `{scope}`.", ADVICE)
    if not key.allows(scope):
        held = ", ".join(key.scopes)
        raise AccessError(
            f"The API key “{key.name}” lacks the scope `{scope}`; it has {held}.",
            f"Have one made: `rostra key create NAME --scope {scope}`.",
            scope=scope,
        )


def local_key(user: str) -> Key:
    """What somebody may do who has the machine itself: everything."""
    return Key("", user, ("admin",), "", "")


def bearer(header: str | None) -> str | None:
    """The token of an `Authorization` header; None without one. Raises AccessError where it is of another kind."""
    if header is None:
        return None
    kind, _, token = header.strip().partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise AccessError("The Authorization header holds no API key.", ADVICE)
    return token.strip()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)


def _iso(moment: datetime) -> str:
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="seconds")
