"""Tables of statements: columns known by name or named by the caller, one document or one error a row."""

import csv
import gzip
import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading import DEFAULT_OPTIONS, ReadOptions, read_stream
from ontology.errors import ReadingError
from ontology.facts import Document

Outcome = Document | ReadingError

PARAGRAPH = st.text(alphabet="abc \"',;|é\t", min_size=1).map(
    lambda text: " ".join(f"We say {text} today.".split())
)
STATEMENT = st.lists(PARAGRAPH, min_size=1, max_size=4).map("\n\n".join)


def read_json_lines(*rows: dict[str, Any] | str, options: ReadOptions = DEFAULT_OPTIONS) -> list[Outcome]:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    return list(read_stream(io.BytesIO("\n".join(lines).encode()), "t.jsonl", options))


def read_csv(text: str, options: ReadOptions = DEFAULT_OPTIONS) -> list[Outcome]:
    return list(read_stream(io.BytesIO(text.encode()), "t.csv", options))


def document(outcome: Outcome) -> Document:
    assert isinstance(outcome, Document), outcome
    return outcome


def error(outcome: Outcome) -> ReadingError:
    assert isinstance(outcome, ReadingError), outcome
    return outcome


def test_columns_are_known_by_their_usual_names() -> None:
    (read,) = read_json_lines(
        {
            "Headline": "On the truce",
            "published_at": "2021-05-03T10:00:00Z",
            "organization": "African Union; IGAD",
            "link": "https://example.org/1",
            "lang": "en",
            "body": "The truce holds.\n\nWe welcome it.",
        }
    )
    assert read == Document(
        text="On the truce\n\nThe truce holds.\n\nWe welcome it.",
        title="On the truce",
        source="t.jsonl:1",
        issuers=("African Union", "IGAD"),
        issued=date(2021, 5, 3),
        url="https://example.org/1",
    )


def test_columns_of_other_names_are_named_by_the_caller() -> None:
    options = ReadOptions(columns={"text": "words", "issued": "on the day", "issuer": "who"})
    (read,) = read_csv("who,on the day,words\nASEAN,3 May 2021,We are concerned.\n", options)
    assert document(read).issuers == ("ASEAN",)
    assert document(read).issued == date(2021, 5, 3)


def test_a_states_code_becomes_its_name_and_a_session_the_day_its_debate_opened() -> None:
    rows = [
        {
            "id": f"{code}_77",
            "issuer_iso3": code,
            "session": 77,
            "year": 2022,
            "text": "I greet the Assembly.",
        }
        for code in ("KOR", "COD", "PSE", "EU")
    ]
    read = [document(outcome) for outcome in read_json_lines(*rows)]
    assert [each.issuers for each in read] == [
        ("South Korea",),
        ("Democratic Republic of the Congo",),
        ("State of Palestine",),
        ("European Union",),
    ]
    assert {each.issued for each in read} == {date(2022, 9, 20)}


def test_a_year_is_made_a_day_by_the_text_or_by_its_first_of_january() -> None:
    told, untold = read_json_lines(
        {
            "year": 1946,
            "text": "THE STAFF\n\n9 (1946) Resolution of 25 January 1946\n\nThe Council meets on 3 May 1947.",
        },
        {"year": 1946, "text": "THE STAFF\n\nThe Council recalls its decision of 25 January 1945."},
    )
    assert document(told).issued == date(1946, 1, 25)
    assert document(untold).issued == date(1946, 1, 1)


def test_the_header_of_a_page_before_its_title_is_left_out() -> None:
    text = "03.20.02\n\t\t\t Press Shop \n\t\t\tOn   the truce\n\t\tWashington - We welcome it.\n\n###\n\tNext Article"
    (read,) = read_json_lines({"title": "On the truce", "date": "2002-03-20", "text": text})
    assert document(read).text == "On the truce\n\nWashington - We welcome it."


def test_a_broken_row_is_an_error_with_its_line_and_the_others_are_read() -> None:
    good = {"date": "2021-05-03", "text": "We welcome it."}
    outcomes = read_json_lines(
        good,
        '{"date": "2021-',
        "[1, 2]",
        {"date": "soon", "text": "Words."},
        {"date": "2021-05-03"},
        {**good, "text": 7},
        good,
    )
    assert [type(outcome) for outcome in outcomes] == [Document, *[ReadingError] * 5, Document]
    assert [error(outcome).source for outcome in outcomes[1:-1]] == [
        f"t.jsonl:{line}" for line in range(2, 7)
    ]
    faults = [
        "is not JSON",
        "is not a JSON object",
        "is dated 'soon', which is no date",
        "has no column that is known to hold the text; it has date",
        "has no text in 'text'",
    ]
    for outcome, fault in zip(outcomes[1:-1], faults, strict=True):
        assert fault in error(outcome).message


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("2021-05-03", "has 1 fields where the header names 2"),
        ("2021-05-03,One,too many", "has 3 fields where the header names 2"),
        ('2021-05-03,"never closed', "opens a quotation mark that is not closed"),
        ("2021-05-03,a\0b", "holds a NUL character"),
    ],
)
def test_a_broken_csv_record_does_not_swallow_those_after_it(broken: str, fault: str) -> None:
    good = '2021-05-03,"We welcome it,\n\nand so do ""they""."\n'
    first, bad, *rest = read_csv(f"date,text\n{good}{broken}\n{good}{good}")
    assert document(first).text == 'We welcome it,\n\nand so do "they".'
    assert fault in error(bad).message
    assert error(bad).source == "t.csv:5"
    assert [document(each).text for each in rest] == [document(first).text] * 2


def test_a_row_in_another_encoding_is_refused_alone() -> None:
    rows = "date,text\n2021-05-03,We’re glad.\n".encode() + b"2021-05-03,caf\xe9\n2021-05-03,Thanks.\n"
    first, bad, last = read_stream(io.BytesIO(rows), "t.csv")
    assert document(first).text == "We’re glad."
    assert "not UTF-8" in error(bad).message
    assert document(last).text == "Thanks."


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen_in_the_header(delimiter: str) -> None:
    (read,) = read_csv(f"date{delimiter}text\n2021-05-03{delimiter}Peace. Now\n")
    assert document(read).text == "Peace. Now"


def test_a_table_without_a_text_column_is_refused_once() -> None:
    (refused,) = read_csv("date,remark\n2021-05-03,none\n2021-05-04,none\n")
    assert error(refused).message.endswith("it has date, remark.")
    assert "--column text=NAME" in error(refused).advice


def test_reading_stops_when_the_first_rows_show_that_it_is_no_table() -> None:
    outcomes = read_json_lines(*["{", "}"] * 500)
    assert len(outcomes) == 11
    assert "the rest was not tried" in error(outcomes[-1]).message


def test_a_row_over_the_limit_is_refused_and_the_next_is_read() -> None:
    small = {"date": "2021-05-03", "text": "We welcome it."}
    first, large, last = read_json_lines(
        small, {**small, "text": "x" * 5000}, small, options=ReadOptions(max_bytes=1000)
    )
    assert document(first).text == document(last).text
    assert "is longer than 1,000 characters" in error(large).message


def test_a_compressed_bomb_ends_the_reading() -> None:
    good = b'{"date": "2021-05-03", "text": "We welcome it."}\n'
    bomb = gzip.compress(good + b'{"text": "' + b"a" * 1_000_000 + b'"}\n' + good)
    first, refused = read_stream(io.BytesIO(bomb), "t.jsonl.gz", ReadOptions(max_bytes=10_000))
    assert document(first).text == "We welcome it."
    assert "is longer than 10,000 characters" in error(refused).message


def test_what_came_before_the_damage_of_a_compressed_table_is_read() -> None:
    rows = "".join(
        json.dumps({"date": "2021-05-03", "text": f"Statement {n}."}) + "\n" for n in range(20_000)
    )
    packed = gzip.compress(rows.encode())
    *read, last = read_stream(io.BytesIO(packed[: len(packed) // 2]), "t.jsonl.gz")
    assert len(read) > 1000
    assert all(isinstance(each, Document) for each in read)
    assert "breaks off or is damaged" in error(last).message


@given(st.lists(STATEMENT, min_size=1, max_size=8))
def test_json_lines_are_read_as_they_were_written(statements: list[str]) -> None:
    rows = [{"title": "On it", "date": "2021-05-03", "text": statement} for statement in statements]
    assert [document(each).text for each in read_json_lines(*rows)] == [
        f"On it\n\n{each}" for each in statements
    ]


@given(
    st.lists(STATEMENT, min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_csv_is_read_as_it_was_written(statements: list[str], delimiter: str, line_end: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(["title", "date", "text"])
    writer.writerows(["On it", "2021-05-03", statement] for statement in statements)
    assert [document(each).text for each in read_csv(out.getvalue())] == [
        f"On it\n\n{each}" for each in statements
    ]
