"""Who did it, to whom and where, in the constructions that tell it."""

import pytest

from tests.loaders.extraction.incidents.told import told_in


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Hamas attacked Israel on Saturday.", ["hamas"], ["israel"]),
        ("Israel was attacked by Hamas on Saturday.", ["hamas"], ["israel"]),
        ("We deplore the attack by Hamas on Israel.", ["hamas"], ["israel"]),
        ("We deplore Russia's invasion of Ukraine.", ["russia"], ["ukraine"]),
        ("Russia launched an attack on Ukraine.", ["russia"], ["ukraine"]),
        ("The journalists who were arrested by Belarus are free.", ["belarus"], ["journalists"]),
        ("President Biden met with Benjamin Netanyahu in Jerusalem.", ["joe-biden"], ["benjamin-netanyahu"]),
        ("France imposed sanctions on Iran.", ["france"], ["iran"]),
    ],
)
def test_actors_and_targets(text: str, actors: list[str], targets: list[str]) -> None:
    told = told_in(text)[0]
    assert (told.actors, told.targets) == (actors, targets)


def test_a_place_struck_is_target_and_location() -> None:
    (told,) = told_in("Russian missiles hit the city of Odesa overnight, killing nine people.")
    assert told.report.killed is not None
    assert told.report.killed.minimum == 9


def test_conjuncts_that_name_nobody_stay_one_phrase() -> None:
    (told,) = told_in("President Biden met with Israeli and Palestinian leaders on Monday.")
    assert told.targets == ["Israeli and Palestinian leaders"]


def test_whoever_condemns_an_attack_accuses_the_attacker() -> None:
    told = next(
        t for t in told_in("The African Union condemned Hamas's attack.") if t.report.type == "ACCUSE"
    )
    assert told.targets == ["hamas"]


def test_the_place_that_a_sentence_opens_with_holds_of_its_verbs() -> None:
    text = "In Nicaragua, the police detained two priests, and the courts sentenced a bishop."
    assert [told.locations for told in told_in(text)] == [["nicaragua"], ["nicaragua"]]


def test_a_plot_is_against_whom_it_was_to_kill() -> None:
    (told,) = told_in("Hezbollah's plot to kill Joe Biden in Washington was foiled.")
    assert (told.actors, told.targets) == (["hezbollah"], ["joe-biden"])
