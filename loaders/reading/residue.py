"""What belongs to the page or the press office, not to the statement: end marks, menus, contacts."""

from __future__ import annotations

import re

from loaders.reading.dates import find_dates

_END_MARK = r"[-–—*]?(?:#\s*){3,}[-–—*]?"
_END_MARK_IN_BLOCK = re.compile(rf"(?:^|\s+){_END_MARK}(?:\s+|$)")
_RELEASE_LABEL = re.compile(
    r"\W*(?:(?:PRESS|NEWS|MEDIA) RELEASE\W+|(?:Press|News|Media) [Rr]elease\W+)?"
    r"(?:(?:FOR )?IMMEDIATE RELEASE|For [Ii]mmediate [Rr]elease)(?![a-z])(?! of\b)[\s:,.–—-]*"
)
LATEST_RELEASE_LABEL = 200
"""Code points of a block within which "For immediate release" may begin, a header being glued to it."""
LATEST_CONTACT = 40
_CONTACT = r"(?:(?:media|press|news) )?contacts?(?: information)?\s*:"
_PHONE = r"(?:\+?1[-. ])?\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]{1,3}\d{4}"
_LEADING_CONTACT = re.compile(rf"^{_CONTACT}[^.]{{0,60}}?{_PHONE}[\s,;]*", re.IGNORECASE)
_CONTACT_LINE = re.compile(
    rf"(?:{_CONTACT}.{{0,160}}"
    rf"|(?:media|press) (?:contacts?|inquiries)\b.{{0,120}}"
    rf"|[^.!?]{{0,60}}{_PHONE}\W*"
    r"|\S+@[\w.-]+\.\w{2,})",
    re.IGNORECASE,
)
_PAGE_LINE = re.compile(
    r"""(?: print | e-?mail | tweet | share | like | permalink | image | photo | video | audio | home | menu
      | search | more
      | (?:print|share|e-?mail|tweet|post)\ (?:this|it|on|to|via)\b.{0,40}
      | facebook | twitter | x | instagram | linkedin | whatsapp | telegram | youtube | flickr | rss
      | follow\ .{0,60}\bon\ (?:facebook|twitter|instagram|x|youtube|social\ media)\b.{0,80}
      | (?:next|previous|prev|older|newer)(?:\ (?:article|post|page|release))?
      | next\ article\ previous\ article | previous\ article\ next\ article
      | back(?:\ to\ (?:top|news|press\ releases|list|all\ .{0,30}))? | read\ more | see\ more | learn\ more
      | skip\ to\ (?:main\ )?content | text-only | a[+-] | site\ ?map | privacy\ policy
      | all\ rights\ reserved | (?:press|news|media)\ releases? | tags?(?::.{0,100})?
      | related\ (?:news|content|articles|issues?:.{0,60})
      | subscribe(?:\ .{0,60})? | sign\ up\ for\ .{0,60} | copy\ (?:the\ )?link
      | page\ \d{1,3}(?:\ (?:of|/)\ \d{1,3})? | (?:https?://|www\.)\S+
    )\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_CLICK = re.compile(r"click\s?(?:here|the|on|to)\b.{0,120}", re.IGNORECASE)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_RECORD_FOOTER = re.compile(
    r"\s*(?:(?:\d{1,3}/\d{1,3} )?\b\d{2}-\d{5}\b(?: \(E\))?(?: \d{1,3}/\d{1,3})?"
    r"|\d{2}/\d{2}/\d{4} A/\d{2}/PV\.\d{1,3}|A/\d{2}/PV\.\d{1,3} \d{2}/\d{2}/\d{4})(?=\s|$)"
)
"""What stands at the foot and head of each page of the UN's verbatim records: `30/33 15-29568`."""
LONGEST_PAGE_LINE = 240


def without_residue(blocks: list[str]) -> list[str]:
    """The blocks that the statement consists of; labels glued to a block are cut off it."""
    kept: list[str] = []
    waiting = blocks[::-1]
    while waiting:
        block = waiting.pop()
        block = (_RECORD_FOOTER.sub("", block) if "/" in block else block).strip()
        if parts := _parts(block):
            waiting.extend(reversed(parts))
        elif not _belongs_to_page(block):
            kept.append(block)
    return kept


def _parts(block: str) -> list[str]:
    """What remains of a block when an end mark or a label in it is taken out; empty if it has none."""
    if "#" in block and _END_MARK_IN_BLOCK.search(block):
        return _END_MARK_IN_BLOCK.split(block)
    if label := _release_label(block):
        return [block[: label.start()], *_parted_from_date(block[label.end() :])]
    if contact := _LEADING_CONTACT.match(block):
        return [block[contact.end() :]]
    if "ontact" in block[:LATEST_CONTACT] and len(parts := _parted_from_date(block)) > 1:
        return parts
    return []


def _release_label(block: str) -> re.Match[str] | None:
    head = block[: 2 * LATEST_RELEASE_LABEL]
    if "mmediate" not in head and "IMMEDIATE" not in head:
        return None
    label = _RELEASE_LABEL.search(head)
    return label if label and label.start() <= LATEST_RELEASE_LABEL else None


def _parted_from_date(text: str) -> list[str]:
    """The date that opens the text, and the rest; the text alone where none does."""
    found = next(find_dates(text[:LATEST_CONTACT]), None)
    if found is None or _LETTER_OR_DIGIT.search(text[: found.start]):
        return [text]
    date, rest = text[found.start : found.end], text[found.end :].lstrip(" .,;:|–—-")
    return [date, rest] if rest else [date]


def _belongs_to_page(block: str) -> bool:
    if not _LETTER_OR_DIGIT.search(block):
        return True
    if len(block) > LONGEST_PAGE_LINE:
        return False
    return any(pattern.fullmatch(block) for pattern in (_PAGE_LINE, _CONTACT_LINE, _CLICK))
