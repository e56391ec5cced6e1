"""Ways in which a file goes wrong: by accident on its way, or by somebody's will."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

Mutation = Callable[[bytes, random.Random], bytes]

HOSTILE: Sequence[bytes] = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    "\u202e\u0000\u2028".encode(),
    b'<!DOCTYPE a [<!ENTITY a "' + b"a" * 99 + b'"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>',
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    b"<div>" * 3_000,
    b"<table><tr><td>" * 500,
    b'<ol start="99999999999999999999"><li>',
    b"[" * 5_000,
    b'{"a":' * 5_000,
    b"> " * 2_000,
    b"*_" * 2_000,
    b"[a](" * 2_000,
    b"`" * 3_000,
    b"&a\n*a\n" * 300,
    b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n",
    b"!!python/object/apply:os.system [id]\n",
    b'"' * 4_001,
    b"," * 5_000,
    b"-" * 20_000,
    b"a" * 100_000,
    b" " * 100_000,
    b"\n" * 50_000,
    b"9" * 5_000,
    b"31 February 99999",
    b"0000-00-00",
    b"/Length 99999999999 ",
    b"/Kids [2 0 R 3 0 R] ",
    b"<< /Filter [/FlateDecode /FlateDecode /ASCIIHexDecode] >>",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\x00",
    b"---\n",
)


def flip(content: bytes, chance: random.Random) -> bytes:
    """Some bits turn."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 1, 4, 32))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(content: bytes, chance: random.Random) -> bytes:
    """The end, or a piece of the middle, is missing."""
    start = chance.randrange(len(content))
    return content[:start] + content[chance.choice((len(content), chance.randint(start, len(content)))) :]


def double(content: bytes, chance: random.Random) -> bytes:
    """A piece comes again and again."""
    start = chance.randrange(len(content))
    piece = content[start : start + chance.choice((1, 20, 400))]
    return content[:start] + piece * chance.choice((2, 50, 500)) + content[start:]


def shuffle(content: bytes, chance: random.Random) -> bytes:
    """Lines change places."""
    lines = content.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def put_in(content: bytes, chance: random.Random) -> bytes:
    """Something hostile stands in it."""
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(HOSTILE) + content[at:]


def wrap(content: bytes, chance: random.Random) -> bytes:
    """Something hostile stands before it."""
    return chance.choice(HOSTILE) + content


MUTATIONS: Sequence[Mutation] = (flip, cut, double, shuffle, put_in, wrap)
MOST = 3
"""Mutations of one file."""
LARGEST = 2_000_000


def bad_file(number: int, good: dict[str, bytes]) -> tuple[str, bytes]:
    """A spoilt file and the name it comes under, always the same for a number; at times with another's name."""
    chance = random.Random(number)
    name = chance.choice(sorted(good))
    content = good[name]
    for _ in range(chance.randint(1, MOST)):
        content = chance.choice(MUTATIONS)(content or b" ", chance)[:LARGEST]
    return chance.choice((name, name, name, chance.choice(sorted(good)), "unknown")), content
