"""Whether a name is meant where it stands; one rule per entity, everything else is admitted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.understanding.gazetteers import rules_of_levels as levels
from bot.understanding.gazetteers import rules_of_programs as programs
from bot.understanding.gazetteers import rules_of_sectors as sectors
from bot.understanding.gazetteers import rules_of_tracks as tracks
from bot.understanding.gazetteers import rules_of_work as work
from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.names import EMPLOYER, GUARDED
from bot.understanding.language import detect

_REACH_OF_NO = 4  # words between a negation and what it denies
_LEADING = ("place", "towards", "articles", "work", "wanting")
_ROW = 2  # words between two names of a list
_ARTICLE = "\u0627\u0644"  # an adjective follows a noun that has one: the new offers
# A word among the filters of a search is a city.
_FILTERED = frozenset({"search_offers", "subscribe_alerts", "unsubscribe_alerts"})
_IN = "fb\u0641\u0628"  # the prepositions "in" and "at", glued to a name
_FRENCH = "fr"
_BESIDE_MISSPELT = 1
_DIPLOMAS = ("licence", "master", "doctorat", "bts")  # no school in a city: "licence jdida"


def admitted(candidate: Candidate, context: Context) -> bool:
    """Tell whether a name is meant where it stands."""
    rule = _RULES.get(candidate.entity)
    return rule is None or rule(candidate, context)


def role(candidate: Candidate) -> str | None:
    """Return the role of an occupation that is the name of an employer."""
    return EMPLOYER if candidate.kind == EMPLOYER else None


def is_negated(candidate: Candidate, context: Context, kept: Sequence[Candidate]) -> bool:
    """Tell whether the student says not this one ("machi casa", "je ne veux pas aller à casa").

    Between the negation and the name stand only words that lead to the name; anything else
    is what is denied instead ("pas d'expérience, casa").
    """
    ends = [each.last for each in kept if each.last <= candidate.first]
    reach = min(_REACH_OF_NO, candidate.first - max(ends, default=0))
    before = context.before(candidate.first, reach)
    for index, word in enumerate(before):
        farther = before[index + 1] if index + 1 < len(before) else ""
        if word in context.lists["only"]:
            return farther in context.lists["apart"]
        if word in context.lists["negation"]:
            return True
        if not any(context.has([word], name) for name in _LEADING):
            return False
    return False


def _city(candidate: Candidate, context: Context) -> bool:
    if _is_adjective(candidate, context):
        return False
    if candidate.mended:
        # A wrong city is worse than none: a misspelt one has to stand where a place stands.
        if candidate.glued and context.words[candidate.first].text[0] in _IN:
            return True
    elif candidate.kind != GUARDED or candidate.glued:
        return True
    return (
        _is_after_a_place_word(candidate, context)
        or _is_after_a_school(candidate, context)
        or _is_filter(candidate, context)
        or _in_a_row(candidate, context)
        or _is_name_alone(candidate, context)
    )


def _is_adjective(candidate: Candidate, context: Context) -> bool:
    """Tell whether an Arabic name agrees with a noun before it: the white suit, the new town."""
    before = context.before(candidate.first, 1)
    return (
        candidate.first + 1 == candidate.last
        and context.words[candidate.first].text in context.lists["agreeing"]
        and any(word.startswith(_ARTICLE) for word in before)
    )


def _is_after_a_place_word(candidate: Candidate, context: Context) -> bool:
    before = context.before(candidate.first, 2)
    if context.has(before[:1], "place"):
        return True
    adjective = context.words[candidate.first].text in context.lists["adjectives"]
    if context.near(candidate, "has_place", 0, after=1) and not adjective:
        return True
    if not context.has(before[:1], "towards"):
        return False
    return context.has(before[1:], "place") or candidate.value != "sale"


def _is_after_a_school(candidate: Candidate, context: Context) -> bool:
    return any(
        other.entity == "program"
        and other.value not in _DIPLOMAS
        and other.last == candidate.first
        and (other.kind != GUARDED or (other.value == "est" and programs.program(other, context)))
        for other in context.candidates
    )


def _is_filter(candidate: Candidate, context: Context) -> bool:
    """Tell whether a city stands among the filters of a search, and not as an adjective."""
    before = context.before(candidate.first, 1)
    if context.intent not in _FILTERED or not before or context.has(before, "row"):
        return False
    word = context.words[candidate.first].text
    ends = candidate.last == len(context.words)
    if word in context.lists["never_alone"] and not ends:
        return False
    if candidate.mended and not (ends or _follows_a_name(candidate, context)):
        return False
    return _ARTICLE not in before[0][:3] and word not in context.lists["adjectives"]


def _follows_a_name(candidate: Candidate, context: Context) -> bool:
    return any(other.last == candidate.first for other in context.candidates)


def _in_a_row(candidate: Candidate, context: Context) -> bool:
    """Tell whether another city stands beside it, with at most a conjunction between.

    The other may be denied ("sla machi rbat"), or where one comes from ("mn rabat l sale").
    """
    for other in context.candidates:
        if other.entity != candidate.entity or other.kind == GUARDED or other.mended:
            continue
        between = range(min(other.last, candidate.last), max(other.first, candidate.first))
        linking = ("row", "negation", "towards") if between else ("row",)
        if len(between) < _ROW and all(
            any(context.words[index].text in context.lists[name] for name in linking)
            for index in between
        ):
            return True
    return False


def _is_name_alone(candidate: Candidate, context: Context) -> bool:
    """Tell whether a city is a clause of its own or written as a name; "safi" alone means OK."""
    written = context.words[candidate.first].written
    if candidate.value == "sale" and written.endswith("\u00e9"):
        return True
    if context.words[candidate.first].text in context.lists["never_alone"]:
        return False
    if candidate.value == "dakhla" and detect(context.text).name == _FRENCH:
        return True  # "going in" is a word of Darija
    # A misspelt name may have one word beside it ("lm7ammdiya ana").
    others = _BESIDE_MISSPELT if candidate.mended and context.intent == "inform" else 0
    words = [word for word in context.words if word.text not in context.lists["row"]]
    return len(words) - (candidate.last - candidate.first) <= others or (
        context.intent == "inform"
        and not context.before(candidate.first, 1)
        and not context.after(candidate.last, 1)
    )


_RULES: Mapping[str, Callable[[Candidate, Context], bool]] = {
    "center": work.center,
    "city": _city,
    "contract": work.contract,
    "internship_type": work.internship_type,
    "work_time": work.work_time,
    "remote": work.remote,
    "sector": sectors.sector,
    "occupation": work.occupation,
    "service": work.service,
    "level": levels.level,
    "bac_track": tracks.bac_track,
    "program": programs.program,
}
