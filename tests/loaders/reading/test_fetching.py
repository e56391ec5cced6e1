"""Statements at addresses: a server on loopback, which is let through only where the test says so."""

from __future__ import annotations

import asyncio
import gzip
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from loaders.reading import ReadOptions, fetching, read_path
from loaders.reading.fetching import Bounds, connect_publicly, fetched, is_public
from ontology.errors import ReadingError
from ontology.facts import Document
from tests.api.served import served

TEXT = "On Peace\n\n3 May 2021\n\nWe want it.\n"
ROWS = "title,date,text\nOn Peace,2021-05-03,We want it.\nOn War,2021-05-04,We do not want it.\n"
PAGE = "<html><body><h1>On Peace</h1><p>3 May 2021</p><p>We want it, all of it, now.</p></body></html>"


async def forever(_: Request) -> Response:
    async def trickle() -> AsyncIterator[bytes]:
        for _ in range(2_000):
            yield b"a"
            await asyncio.sleep(0.005)

    return StreamingResponse(trickle(), media_type="text/plain")


def giving(content: str | bytes, media_type: str, status: int = 200, **headers: str) -> Callable[..., Any]:
    async def give(_: Request) -> Response:
        return Response(content, status, headers, media_type=media_type)

    return give


def leading(target: str) -> Callable[..., Any]:
    async def lead(_: Request) -> Response:
        return RedirectResponse(target)

    return lead


ROUTES = {
    "/peace.txt": giving(TEXT, "text/plain"),
    "/packed": giving(gzip.compress(TEXT.encode()), "application/gzip"),
    "/rows": giving(ROWS, "text/csv; charset=utf-8"),
    "/page": giving(PAGE, "text/html"),
    "/moved": leading("/peace.txt?year=2021"),
    "/round": leading("/round"),
    "/file": leading("file:///etc/passwd"),
    "/user": leading("http://user:secret@127.0.0.1/"),
    "/inside": leading("http://169.254.169.254/latest/meta-data"),
    "/gone": giving("", "text/plain", 404),
    "/picture": giving(b"\x89PNG", "image/png"),
    "/large": giving("a" * 5_000, "text/plain"),
    "/slow": forever,
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with served(Starlette(routes=[Route(path, route) for path, route in ROUTES.items()])) as address:
        yield address


@pytest.fixture
def let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loopback counts as public, all else as it does."""
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1" or is_public(address))


@pytest.mark.usefixtures("let_through")
@pytest.mark.parametrize("path", ["/peace.txt", "/packed", "/moved", "/page"])
def test_what_lies_at_an_address_is_read_and_published_there(server: str, path: str) -> None:
    (read,) = read_path(server + path)
    assert isinstance(read, Document), read
    assert read.title == "On Peace"
    assert read.url == server + ("/peace.txt?year=2021" if path == "/moved" else path)


@pytest.mark.usefixtures("let_through")
def test_a_table_at_an_address_has_rows_that_are_published_elsewhere(server: str) -> None:
    read = list(read_path(f"{server}/rows"))
    assert [each.source for each in read if isinstance(each, Document)] == [
        f"{server}/rows:{n}" for n in (2, 3)
    ]
    assert all(isinstance(each, Document) and each.url is None for each in read)


@pytest.mark.usefixtures("let_through")
@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/round", "leads on more than 5 times"),
        ("/file", "no address of the web"),
        ("/user", "no address of the web"),
        ("/inside", "169.254.169.254, which is not on the public internet"),
        ("/gone", "answers with status 404"),
        ("/picture", "is image/png, which holds no statements"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_reason(server: str, path: str, message: str) -> None:
    (refused,) = read_path(server + path)
    assert isinstance(refused, ReadingError)
    assert message in refused.message
    assert refused.source == server + path


@pytest.mark.usefixtures("let_through")
@pytest.mark.parametrize(
    ("path", "bounds", "message"),
    [
        ("/large", Bounds(bytes=4_999), "more than 4,999 bytes"),
        ("/slow", Bounds(bytes=100), "more than 100 bytes"),
        ("/slow", Bounds(seconds=0.2), "longer than 0.2 seconds"),
    ],
)
def test_neither_size_nor_patience_is_without_end(
    server: str, path: str, bounds: Bounds, message: str
) -> None:
    with pytest.raises(ReadingError, match=message), fetched(server + path, bounds):
        pass


@pytest.mark.usefixtures("let_through")
def test_a_server_that_never_ends_its_headers_is_hung_up_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(ReadingError, match="longer than"), fetched(address, Bounds(seconds=0.2)):
            pass


def test_a_name_that_nobody_answers_for_is_not_waited_for_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given_up = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: given_up.wait(60))
    with pytest.raises(ReadingError, match="longer than"), fetched("http://a.example/", Bounds(seconds=0.2)):
        pass
    assert not given_up.is_set()
    given_up.set()


def test_this_machine_and_its_neighbours_are_not_reached(server: str) -> None:
    for address in (
        server,
        server.replace("127.0.0.1", "localhost"),
        "http://[::1]:7474/",
        "http://0.0.0.0/",
    ):
        (refused,) = read_path(f"{address}/peace.txt")
        assert isinstance(refused, ReadingError)
        assert "not on the public internet" in refused.message


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "2001:0:53aa:64c::1"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


def test_a_name_that_changes_its_mind_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is looked up once; what was looked at is what is connected to."""
    answers = [[("1.1.1.1", 80)], [("127.0.0.1", 80)]]
    connected: list[Any] = []

    def look_up(*_: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", place) for place in answers.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", lambda _, place: connected.append(place))
    connect_publicly("rebinding.example", 80, 1.0).close()
    assert connected == [("1.1.1.1", 80)]


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [("1.1.1.1", 80), ("10.0.0.1", 80)]
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", place) for place in places]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: found)
    (refused,) = read_path("http://both.example/", ReadOptions())
    assert isinstance(refused, ReadingError)
    assert "not on the public internet" in refused.message
