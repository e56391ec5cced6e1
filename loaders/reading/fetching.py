"""Addresses of the web: what lies there is fetched into a file, from public hosts alone and within bounds.

Whoever can name an address must not reach what only this machine can: a host's addresses are checked, and the
connection goes to the very address that was checked, so that a name that changes its mind in between gains nothing.
Redirects are followed by hand, each checked in the same way. Proxies of the environment are not used.
"""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any, BinaryIO
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as SilenceError
from urllib3.util.connection import allowed_gai_family

from loaders.reading.options import Format
from ontology.errors import ReadingError

SCHEMES = ("http", "https")
REDIRECTS = (301, 302, 303, 307, 308)
CHUNK = 64 * 1024
HEADERS = {"User-Agent": "rostra", "Accept-Encoding": "identity"}
YOURSELF = "Download it yourself, and load the file."
NAT64 = IPv6Network("64:ff9b::/96")
FORMAT_OF_TYPE: dict[str, Format | None] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/pdf": "pdf",
    "text/plain": None,
    "application/json": None,
    "application/gzip": None,
    "application/zip": None,
    "application/octet-stream": None,
    "": None,
}
"""The types that are taken; None where the file's name or first bytes tell the format."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is fetched from one address: bytes, seconds in all, and hosts one after the other."""

    bytes: int = 200_000_000
    seconds: float = 60.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What lay at an address, in the end at `address`; `format` where its type tells it."""

    file: BinaryIO = field(repr=False)
    size: int
    address: str
    format: Format | None


def is_address(path: str) -> bool:
    """Whether a path is one of the web."""
    return path.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


@contextmanager
def fetched(address: str, bounds: Bounds) -> Iterator[Fetched]:
    """What lies at an address, in a temporary file that goes with the block. Raises ReadingError."""
    with tempfile.TemporaryFile() as file:
        with _hanging_up(bounds.seconds) as line:
            answered = _fetch(address, file, bounds, line)
        file.seek(0)
        yield answered


class _Line:
    """The connections of one fetch, which end together when its time is over, whatever is being waited for."""

    def __init__(self, seconds: float) -> None:
        self.opened: list[socket.socket] = []
        self.is_over = False
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until it is over; a little more than none, as 0 stands for no waiting at all."""
        return max(self._end - time.monotonic(), 0.001)

    def hang_up(self) -> None:
        self.is_over = True
        for each in self.opened:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@contextmanager
def _hanging_up(seconds: float) -> Iterator[_Line]:
    line = _Line(seconds)
    timer = threading.Timer(seconds, line.hang_up)
    timer.start()
    try:
        yield line
    finally:
        timer.cancel()
        for each in line.opened:
            each.close()


def _fetch(address: str, file: BinaryIO, bounds: Bounds, line: _Line) -> Fetched:
    """Follow the address to its end and write what lies there to the file."""
    at = address
    for _ in range(bounds.redirects + 1):
        with _asked(at, address, bounds, line) as answer:
            if answer.status in REDIRECTS and (target := answer.headers.get("Location")):
                at = urljoin(at, target)
                continue
            if answer.status != 200:
                raise _refused(address, f"answers with status {answer.status}", "Open it in a browser.")
            format = _format(answer, address)
            size = _received(answer, file, address, bounds, line)
            return Fetched(file, size, at, format)
    raise _refused(address, f"leads on more than {bounds.redirects} times", "Give the address at the end.")


@contextmanager
def _asked(at: str, address: str, bounds: Bounds, line: _Line) -> Iterator[urllib3.BaseHTTPResponse]:
    """The answer's head, with the body still to come. Raises ReadingError for what isn't to be reached, or fails."""
    try:
        parts = urlsplit(at)
        if parts.scheme not in SCHEMES or not parts.hostname or parts.username is not None:
            raise _refused(address, f"leads to {at}, which is no address of the web", YOURSELF)
        path = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        with _pool(parts.scheme, parts.hostname, parts.port, line) as pool:
            answer = pool.request(
                *("GET", path),
                headers=HEADERS,
                timeout=bounds.seconds,
                retries=False,
                redirect=False,
                preload_content=False,
            )
            with answer:
                yield answer
    except NotPublicError as error:
        raise _refused(address, f"leads to {error}, which is not on the public internet", YOURSELF) from None
    except (HTTPError, OSError, ValueError) as error:
        if line.is_over or isinstance(error, SilenceError):
            raise _too_slow(address, bounds) from None
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise _refused(address, f"cannot be fetched: {why}", "Check the address, and try again.") from None


def _pool(scheme: str, host: str, port: int | None, line: _Line) -> urllib3.HTTPConnectionPool:
    """Connections to the host that are made to public addresses alone; the certificate is that of its name."""
    secured = scheme == "https"
    pool = (urllib3.HTTPSConnectionPool if secured else urllib3.HTTPConnectionPool)(host, port)
    base: type[HTTPConnection] = HTTPSConnection if secured else HTTPConnection

    class PublicConnection(base):  # type: ignore[valid-type, misc]
        def _new_conn(self) -> socket.socket:
            try:
                connection = connect_publicly(self._dns_host, self.port, line.left)
            except TimeoutError as error:
                raise SilenceError(str(error)) from None
            line.opened.append(connection.dup())
            return connection

    pool.ConnectionCls = PublicConnection
    return pool


class NotPublicError(Exception):
    """A host has an address that isn't public; its name."""


def connect_publicly(host: str, port: int, seconds: float) -> socket.socket:
    """A connection to the first address of the host that answers, all of them being public.

    Raises NotPublicError where one isn't, before any is spoken to; OSError where none answers, TimeoutError where
    that isn't settled after some seconds, the look-up of the name included.
    """
    end = time.monotonic() + seconds
    addresses = _looked_up(host.strip("[]"), port, seconds)
    if not all(is_public(str(place[0])) for _, place in addresses):
        raise NotPublicError(host)
    failure = OSError(f"{host} has no address")
    for family, place in addresses:
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(max(end - time.monotonic(), 0.001))
            connection.connect(place)  # the very address that was looked at, not the name again
        except OSError as error:
            connection.close()
            failure = error
            continue
        return connection
    raise failure


def _looked_up(host: str, port: int, seconds: float) -> list[tuple[int, tuple[Any, ...]]]:
    """The host's addresses by family. The system's look-up knows no limit, so it is left behind in a thread."""
    found: Future[list[tuple[int, tuple[Any, ...]]]] = Future()

    def look_up() -> None:
        try:
            told = socket.getaddrinfo(host, port, allowed_gai_family(), socket.SOCK_STREAM)
            found.set_result([(family, place) for family, _, _, _, place in told])
        except Exception as error:  # whatever it is, it is raised where the addresses are waited for
            found.set_exception(error)

    threading.Thread(target=look_up, name=f"look up {host}", daemon=True).start()
    return found.result(seconds)


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, also an IPv4 one within IPv6."""
    found = ip_address(address.partition("%")[0])
    inner = (found.ipv4_mapped or found.sixtofour) if isinstance(found, IPv6Address) else None
    if isinstance(found, IPv6Address) and (found.teredo or found in NAT64):
        return False
    each = inner or found
    return each.is_global and not each.is_multicast and not each.is_reserved


def _received(
    answer: urllib3.BaseHTTPResponse, file: BinaryIO, address: str, bounds: Bounds, line: _Line
) -> int:
    size = 0
    while chunk := answer.read1(CHUNK, decode_content=False):
        size += len(chunk)
        if size > bounds.bytes:
            raise _refused(address, f"has more than {bounds.bytes:,} bytes", YOURSELF)
        file.write(chunk)
    if line.is_over:
        raise _too_slow(address, bounds)
    return size


def _format(answer: urllib3.BaseHTTPResponse, address: str) -> Format | None:
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if media_type not in FORMAT_OF_TYPE:
        raise _refused(
            address, f"is {media_type}, which holds no statements", "Give a page, a PDF or a table."
        )
    return FORMAT_OF_TYPE[media_type]


def _too_slow(address: str, bounds: Bounds) -> ReadingError:
    return _refused(address, f"takes longer than {bounds.seconds:g} seconds", YOURSELF)


def _refused(address: str, why: str, advice: str) -> ReadingError:
    return ReadingError(f"{address} {why}.", advice, source=address)
