"""A good file of each format that is read, to be spoilt."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Mapping

TEXT = """Harbour Watch on the raid

27 January 2023

Harbour Watch condemns the raid on the camp of Dovna, in which nine people were killed and “some 20” injured.

We call on the Government of Norland to release the detainees, and on the EU to suspend its support.
"""
MARKDOWN = f"""---
title: Harbour Watch on the raid
issuer: Harbour Watch
date: 2023-01-27
url: https://harbour.example/raid
---
# On the raid

{TEXT}
- one *more* point, [linked](https://harbour.example)
- | a | table |

> quoted &amp; done
"""
HTML = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>On the raid</title>
<meta property="article:published_time" content="2023-01-27"><script>var a = "<p>";</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>On the raid</h1>
{"".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line)}<ol start="3"><li>one</li></ol>
<table><tr><td>a</td><td>b</td></tr></table></article></body></html>
"""
ROW = {"title": "On the raid", "date": "2023-01-27", "issuer": "Harbour Watch", "text": TEXT}


def pdf(text: str) -> bytes:
    """A PDF of one page with the text on it, its stream compressed as most are (ISO 32000-1)."""
    lines = [
        line.replace("(", "").replace(")", "") for line in text.encode("ascii", "ignore").decode().split("\n")
    ]
    drawn = "BT /F1 12 Tf 72 720 Td " + " ".join(f"({line}) Tj 0 -14 Td" for line in lines) + " ET"
    stream = zlib.compress(drawn.encode())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


def csv_file() -> str:
    """Three rows, one with a quoted field of several lines."""
    text = TEXT.replace('"', '""')
    return "title,date,issuer,text\n" + "".join(
        f'Raid {n},2023-01-2{n},Harbour Watch,"{text}"\n' for n in range(3)
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def good_files() -> dict[str, bytes]:
    """A file of each format by its name."""
    plain: dict[str, bytes] = {
        "raid.txt": TEXT.encode(),
        "raid-16.txt": TEXT.encode("utf-16"),
        "raid-latin.txt": TEXT.encode("cp1252"),
        "raid.md": MARKDOWN.encode(),
        "raid.html": HTML.encode(),
        "raid.pdf": pdf(TEXT),
        "raids.csv": csv_file().encode(),
        "raids.jsonl": b"".join(json.dumps(ROW | {"title": f"Raid {n}"}).encode() + b"\n" for n in range(3)),
    }
    packed = {f"{name}.gz": gzip.compress(content) for name, content in plain.items()}
    return {**plain, **packed, "raids.zip": zipped(plain), "nested.zip": zipped({"inner.zip": zipped(plain)})}
