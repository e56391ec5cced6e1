"""Characters: what stands between a text as published and the same text as one would type it.

Entities become characters, odd blanks become blanks, what cannot be seen goes, and the rest is Unicode NFC.
Curly quotes and dashes stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE_END = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SYMBOL_BULLET = re.compile("[\uf0a7\uf0b7\uf0d8\uf0fc]")


def clean(text: str) -> str:
    """The text with readable characters only; line ends are newlines, other blanks are left to the caller."""
    cleaner = _clean_once(text)
    while "&" in cleaner and cleaner != text:  # a decoded entity can be half of another: &amp;nbsp;
        text, cleaner = cleaner, _clean_once(cleaner)
    return cleaner


def one_line(text: str) -> str:
    """The text cleaned, on one line, single-spaced."""
    return " ".join(clean(text).split())


def _clean_once(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    text = _LINE_END.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.isascii():
        return _INVISIBLE.sub("", text)
    text = _SYMBOL_BULLET.sub("•", _INVISIBLE.sub("", text))
    text = _LIGATURE.sub(lambda ligature: unicodedata.normalize("NFKC", ligature[0]), text)
    return unicodedata.normalize("NFC", text)
