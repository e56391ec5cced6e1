"""One form for every text, whatever it was written in."""

from hypothesis import given
from hypothesis import strategies as st

from loaders.reading.normalize import blocks_of_unknown, marked_blocks, normalize, page_blocks, plain_blocks

WORDS = st.text(alphabet="abcdefghij", min_size=1, max_size=9)
SENTENCES = st.lists(WORDS, min_size=1, max_size=40).map(lambda words: " ".join(words).capitalize() + ".")
MESSY_TEXT = st.text(
    alphabet=st.sampled_from("aB1 .,;:!?#*-–—•()[]&<>/\\_|\n\n\t\r\xa0\u200b\u2028\ufeffé“”’;\"'")
    | st.characters(codec="utf-8")
)
FRAGMENTS = st.lists(
    st.sampled_from(
        "&amp;~&nbsp;~amp;~&lt;p&gt;~<b>~###~# # #~ ~\n~\n\n~- ~• ~1. ~(a) ~Contact: ~For Immediate Release: ~"
        "(202) 555-0100 ~January 5, 2021 ~Print~Next Article~the ~A sentence ends here.~“~”~.~**~—~x@y.org~;~:~,~"
        "words in lower case that go on and on for a while without an end to them".split("~")
    ),
    max_size=25,
).map("".join)


def wrapped(sentence: str, width: int) -> str:
    """The sentence on lines of at most `width` characters."""
    lines = [""]
    for word in sentence.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@given(MESSY_TEXT | FRAGMENTS)
def test_normalizing_twice_changes_nothing(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(MESSY_TEXT)
def test_blocks_are_never_blank_and_never_hold_a_line_end(text: str) -> None:
    for read in (plain_blocks, marked_blocks, page_blocks, blocks_of_unknown):
        for block in read(text):
            assert block == block.strip() != ""
            assert "\n" not in block
            assert "  " not in block


@given(st.lists(SENTENCES, min_size=1, max_size=6), st.integers(60, 90))
def test_paragraphs_survive_hard_wrapping(paragraphs: list[str], width: int) -> None:
    text = "\n\n".join(wrapped(paragraph, width) for paragraph in paragraphs)
    assert plain_blocks(text) == paragraphs


def test_words_cut_at_line_ends_are_whole_again_and_compounds_stay() -> None:
    text = (
        "The Council met to hear the Special Envoy of the Inter-\n"
        "national Committee, and asked for inter-\n"
        "national help. The cease-fire holds, and the cease-\n"
        "fire line is calm and quiet."
    )
    assert plain_blocks(text) == [
        "The Council met to hear the Special Envoy of the International Committee, and asked for international "
        "help. The cease-fire holds, and the cease-fire line is calm and quiet."
    ]


def test_a_line_that_ends_early_ends_its_paragraph_without_a_blank_line() -> None:
    text = (
        "The Council met in emergency session this morning to hear the\n"
        "Special Coordinator, and its members took the floor in turn.\n"
        "It adjourned at noon.\n"
        "The President of the Council then read out a statement to the\n"
        "press on behalf of all members."
    )
    assert plain_blocks(text) == [
        "The Council met in emergency session this morning to hear the Special Coordinator, and its members took"
        " the floor in turn. It adjourned at noon.",
        "The President of the Council then read out a statement to the press on behalf of all members.",
    ]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    first = (
        "We condemn the attack and send our condolences to the families of those who were killed in it. " * 2
    )
    second = (
        "We call on everyone to step back and to let the mediators do their work in the coming days. " * 2
    )
    assert plain_blocks(f"{first}\n{second}") == [first.strip(), second.strip()]


def test_list_items_and_headings_are_blocks() -> None:
    text = (
        "OUR DEMANDS\nThe parties must:\n• cease fire at once;\n• open the crossings.\n"
        "(a) Within a week\n(b) At all gates"
    )
    assert plain_blocks(text) == [
        "OUR DEMANDS",
        "The parties must:",
        "• cease fire at once;",
        "• open the crossings.",
        "(a) Within a week",
        "(b) At all gates",
    ]


def test_a_page_break_inside_a_sentence_is_healed() -> None:
    text = "We ask all parties to return to the table and to recommit themselves\n\nto the ceasefire.\n\nThank you."
    assert plain_blocks(text)[0].endswith("recommit themselves to the ceasefire.")


def test_odd_characters_become_plain_ones_and_curly_quotes_stay() -> None:
    text = "The\xa0Minister\u200b said:\t“Cafe\u0301 &amp;amp; peace&nbsp;now” – it isn’t over"
    assert normalize(text) == "The Minister said: “Café & peace now” – it isn’t over"


def test_sentences_glued_together_are_parted_but_addresses_are_not() -> None:
    assert normalize("He spoke of the war.The House voted.") == "He spoke of the war. The House voted."
    assert normalize("See www.State.gov for more.") == "See www.State.gov for more."


def test_markdown_marks_are_read_and_gone() -> None:
    text = (
        "## *Joint* statement\n\n"
        "We **welcome** the [agreement](https://example.org/a_b) reached on\n"
        "the 3<sup>rd</sup>\\. It’s \\[a\\] start &amp; no more.\n\n"
        "-   First,\n    a ceasefire\n-   Second, talks\n\n"
        "3. Elections\n4. A government\n\n"
        "**Sec. 2. ** The Secretary shall report.  \nIn *time*.\n\n"
        "\\###"
    )
    assert marked_blocks(text) == [
        "Joint statement",
        "We welcome the agreement reached on the 3rd. It’s [a] start & no more.",
        "- First, a ceasefire",
        "- Second, talks",
        "3. Elections",
        "4. A government",
        "Sec. 2. The Secretary shall report.",
        "In time.",
    ]


def test_html_fragments_lose_their_elements_but_not_their_structure() -> None:
    markup = (
        "<h2>On <em>Jenin</em></h2><script>track()</script><p>We are<br>alarmed.</p>"
        "<ul><li><p>Stop.</p></li><li>Talk.</li></ul>"
        "<table><tr><td>Killed</td><td>9</td></tr></table>"
    )
    assert page_blocks(markup) == ["On Jenin", "We are", "alarmed.", "- Stop.", "- Talk.", "Killed | 9"]


def test_a_tables_text_is_read_as_what_its_marks_show() -> None:
    assert blocks_of_unknown("One.<br><br>Two.") == ["One.", "Two."]
    assert blocks_of_unknown("We *strongly*\ncondemn it\\.") == ["We strongly condemn it."]
    assert blocks_of_unknown("A line\nthat goes on") == ["A line that goes on"]


def test_what_belongs_to_the_page_is_left_out() -> None:
    text = "\n\n".join(
        [
            "FOR IMMEDIATE RELEASE: May 3, 2021 Contact: Ann Lee, (202) 555-0100 (Washington, DC) – The Senator spoke.",
            "Share this page",
            "Print",
            "Contact: press@example.org",
            "They ask for the immediate release of all detainees.",
            "Photographs of the event follow. ### Next Article",
            "# # #",
            "Permalink",
            "(202) 555-0101",
        ]
    )
    assert plain_blocks(text) == [
        "May 3, 2021",
        "(Washington, DC) – The Senator spoke.",
        "They ask for the immediate release of all detainees.",
        "Photographs of the event follow.",
    ]
