"""From a parsed statement to its reports of incidents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from loaders.extraction.actors.actors import Actors
from loaders.extraction.incidents.agreement import elsewhere
from loaders.extraction.incidents.casualties import Toll, find_tolls
from loaders.extraction.incidents.causes import find_causes, find_earlier_cause
from loaders.extraction.incidents.figures import is_figure
from loaders.extraction.incidents.happenings import Happening
from loaders.extraction.incidents.lexicon import lexicon, word_lists
from loaders.extraction.incidents.mentions import HEADLINES, Mention
from loaders.extraction.incidents.merge import COUNTED, merge
from loaders.extraction.incidents.own_acts import is_own_act
from loaders.extraction.incidents.parties import is_crowd
from loaders.extraction.incidents.reality import Telling, telling
from loaders.extraction.incidents.roles import find_roles
from loaders.extraction.incidents.times import When, ahead, find_times
from loaders.extraction.incidents.triggers import Trigger, find_triggers
from loaders.extraction.sentences import ParsedDocument, Sentence
from loaders.extraction.syntax import SUBJECTS
from ontology.facts import Found, Period, Report, Span

_DEEP = 25
_OPENING = 3
"""Code points before the time that a sentence opens with: "On "."""
_TIMES = word_lists("roles")["time nouns"]
_SPEAKING = word_lists("reality")["speaking verbs"]


def find_reports(parsed: ParsedDocument, actors: Actors) -> tuple[Report, ...]:
    """What the statement says happened: one report for each happening, in text order, keys "i1", "i2" …"""
    mentions = [m for sentence in parsed.sentences for m in _mentions(sentence, parsed, actors)]
    happenings = merge(mentions)
    tolls = _told_once(happenings)
    keys = {id(m): f"i{n}" for n, happening in enumerate(happenings, 1) for m in happening.mentions}
    causes = _causes(mentions, keys)
    return tuple(
        _report(f"i{n}", happening, toll, causes)
        for n, (happening, toll) in enumerate(zip(happenings, tolls, strict=True), 1)
    )


def _mentions(sentence: Sentence, parsed: ParsedDocument, actors: Actors) -> Iterator[Mention]:
    if sentence.block.kind == "boilerplate":
        return
    headline = sentence.block.kind in HEADLINES
    told: list[tuple[Trigger, Telling]] = []
    for trigger in find_triggers(sentence):
        how = telling(trigger, headline=headline)
        if how is not None:
            told.append((trigger, how))
    if not told:
        return
    words = {trigger.token.i: trigger.token for trigger, _ in told}
    times = _times_by_trigger(sentence, words, parsed)
    tolls = _tolls_by_trigger(sentence, told)
    for trigger, how in told:
        roles = find_roles(sentence, trigger, how, actors)
        if is_figure(trigger.rule, roles):
            continue
        period = times.get(trigger.token.i, Period())
        if how.status == "planned" and parsed.document.issued is not None:
            period = ahead(period, parsed.document.issued)
        toll = tolls.get(trigger.token.i, Toll())
        if trigger.rule.by_crowd and roles.actors and all(is_crowd(party) for party in roles.actors):
            trigger = replace(trigger, rule=lexicon().rules[trigger.rule.by_crowd])
            roles = replace(roles, targets=())
        mention = Mention(sentence, trigger, how, roles, period, toll)
        if not is_own_act(mention, parsed.document, actors):
            yield mention


def _times_by_trigger(
    sentence: Sentence, triggers: dict[int, Token], parsed: ParsedDocument
) -> dict[int, Period]:
    """The time of each trigger: of the expression that hangs on it, else of one that hangs on a verb above it."""
    issued = parsed.document.issued
    if issued is None:
        return {}
    found: dict[int, Period] = {}
    shared: list[tuple[Token, When]] = []
    for when in find_times(sentence.tokens.text, issued, _day_told_before(sentence, parsed, issued)):
        token = _token_at(sentence, when)
        owner = _then(sentence, when, triggers) or _owner(token, triggers)
        if owner is None:
            shared.append((token, when))
        else:
            found.setdefault(owner.i, when.period)
        if (first := _opened_by(sentence, when, triggers)) is not None:
            found.setdefault(first.i, when.period)
    for token, when in shared:
        for i, trigger in triggers.items():
            if i not in found and _reaches(_governor(token), trigger):
                found[i] = when.period
    return found


def _day_told_before(sentence: Sentence, parsed: ParsedDocument, issued: date) -> date | None:
    """The day that the sentences before told of last; only looked for where "the day before" counts from it."""
    if "the day " not in sentence.tokens.text.lower():
        return None
    for earlier in reversed([s for s in parsed.sentences if s.index < sentence.index]):
        for when in reversed(find_times(earlier.tokens.text, issued)):
            if when.period.start is not None and when.period.start == when.period.end:
                return when.period.start
    return None


def _then(sentence: Sentence, when: When, triggers: dict[int, Token]) -> Token | None:
    """What happened "on 26 January, when troops entered the town": the verb of the clause that follows."""
    offset = sentence.tokens.start_char
    after = [t for t in sentence.tokens if t.idx >= offset + when.end and not t.is_punct][:1]
    return triggers.get(after[0].head.i) if after and after[0].lower_ == "when" else None


def _opened_by(sentence: Sentence, when: When, triggers: dict[int, Token]) -> Token | None:
    """The first verb with a subject of a sentence that opens with a time: "The day before, nine were killed"."""
    if when.start > _OPENING or not triggers:
        return None
    first = triggers[min(triggers)]
    return first if first.pos_ == "VERB" and any(c.dep_ in SUBJECTS for c in first.lefts) else None


def _governor(token: Token) -> Token:
    """What a time expression hangs on: of "on Friday" in "condemned it on Friday evening" the verb."""
    node = token.head
    while node.lower_ in _TIMES and node.head != node:
        node = node.head
    return node


def _reaches(governor: Token, trigger: Token) -> bool:
    """Whether what is said of a word holds of a trigger below it: no relative clause or aside between."""
    node = trigger
    if governor.lower_ in _SPEAKING and governor != trigger:
        return False
    for _ in range(_DEEP):
        if node == governor:
            return True
        if node.head == node or node.dep_ in ("acl:relcl", "appos", "parataxis"):
            return False
        node = node.head
    return False


def _token_at(sentence: Sentence, when: When) -> Token:
    offset = sentence.tokens.start_char
    span = sentence.tokens.doc.char_span(offset + when.start, offset + when.end, alignment_mode="expand")
    return span.root if span is not None else sentence.tokens[0]


def _owner(token: Token, triggers: dict[int, Token]) -> Token | None:
    node = token
    for _ in range(_DEEP):
        if node.i in triggers:
            return triggers[node.i]
        if node.head == node:
            return None
        if node.dep_ != "acl" and node.head.pos_ in ("VERB", "AUX") and node.head.i not in triggers:
            return None if node.head.dep_ != "acl" else triggers.get(node.head.head.i)
        node = node.head
    return None


def _tolls_by_trigger(sentence: Sentence, told: Sequence[tuple[Trigger, Telling]]) -> dict[int, Toll]:
    """The figures of each trigger: of the word of killing or wounding that it is, or that hangs on it."""
    violent = {
        trigger.token.i: trigger.token
        for trigger, _ in told
        if trigger.rule.type in ("ASSAULT", "COERCE", "PROTEST")
    }
    found: dict[int, Toll] = {}
    if not violent:
        return found
    for word, toll in find_tolls(sentence):
        node, owner = word, violent.get(word.i)
        for _ in range(_DEEP):
            if owner is not None or node.head == node:
                break
            node = node.head
            owner = violent.get(node.i)
        if owner is None:
            below = [t for t in violent.values() if word.is_ancestor(t)]
            owner = below[0] if below else next(iter(violent.values())) if len(violent) == 1 else None
        if owner is not None:
            found[owner.i] = found.get(owner.i, Toll()).merged(toll)
    return found


def _causes(mentions: Sequence[Mention], keys: dict[int, str]) -> dict[str, tuple[str, ...]]:
    """The keys of the causes of each report, by its key."""
    found: dict[str, list[str]] = {}
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        if id(mention) in keys:
            by_sentence.setdefault(mention.sentence.index, []).append(mention)
    before: list[Mention] = []
    for group in by_sentence.values():
        pairs = list(find_causes(group)) if len(group) > 1 else []
        if (concluded := find_earlier_cause(group, before)) is not None:
            pairs.append(concluded)
        before = group
        for effect, cause in pairs:
            a, b = keys[id(effect)], keys[id(cause)]
            if a != b and b not in found.setdefault(a, []) and a not in found.get(b, ()):
                found[a].append(b)
    return {key: tuple(causes) for key, causes in found.items()}


def _told_once(happenings: Sequence[Happening]) -> list[Toll]:
    """The figures of each happening; the same number of dead isn't given again but to a happening elsewhere."""
    found: list[Toll] = []
    for n, happening in enumerate(happenings):
        toll, dead = happening.toll, happening.toll.killed
        again = dead is not None and dead.minimum >= COUNTED
        if again and any(
            t.killed == dead and not elsewhere(happening.locations, h.locations)
            for t, h in zip(found, happenings[:n], strict=True)
        ):
            toll = Toll(injured=toll.injured)
        found.append(toll)
    return found


def _report(key: str, happening: Happening, toll: Toll, causes: dict[str, tuple[str, ...]]) -> Report:
    best = happening.best
    return Report(
        key=key,
        type=best.rule.type,
        trigger=_place(best),
        passage=best.sentence.span,
        found=Found(best.rule.name, _confidence(best)),
        actors=happening.actors,
        targets=happening.targets,
        mediators=happening.mediators,
        locations=happening.locations,
        time=happening.time,
        killed=toll.killed,
        injured=toll.injured,
        status=best.telling.status,
        causes=causes.get(key, ()),
        mentions=tuple(_place(m) for m in happening.mentions),
    )


def _place(mention: Mention) -> Span:
    return mention.sentence.locate([mention.token])


def _confidence(mention: Mention) -> float:
    """From 0.5 for a bare trigger to 0.95 for one with actor, target, place or time."""
    roles = mention.roles
    told = bool(roles.actors) + bool(roles.targets) + bool(roles.locations) + bool(mention.time.start)
    return min(0.95, 0.5 + 0.12 * told)
