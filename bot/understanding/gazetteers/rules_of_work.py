"""Contracts, kinds of internship, occupations and services."""

from __future__ import annotations

from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.intent_groups import (
    ABOUT_THE_BOT,
    APPOINTMENTS,
    WITHOUT_FIELD,
)
from bot.understanding.gazetteers.names import EMPLOYER, FIELD, GUARDED, WORKER

# In these an ordinary word that is also an occupation is one.
_ABOUT_WORK = frozenset(
    {
        "search_offers",
        "more_offers",
        "offer_details",
        "subscribe_alerts",
        "unsubscribe_alerts",
        "inform",
        "ask_occupation",
        "ask_salary",
        "ask_sectors",
    }
)
_FILTERED = frozenset(
    {"search_offers", "more_offers", "subscribe_alerts", "unsubscribe_alerts", "offer_details"}
)
_OF_CONDITIONS = frozenset(
    {
        None,
        *_FILTERED,
        "inform",
        "ask_salary",
        "ask_work_rights",
        "ask_employment_programs",
        "ask_entrepreneurship",
        "ask_sectors",
        "ask_occupation",
        "report_scam",
        "ask_cover_letter",
        "ask_interview",
    }
)
_ABOUT_CENTERS = frozenset(
    {*APPOINTMENTS, "ask_center", "ask_services", "inform", "ask_workshops", "talk_to_human"}
)
_OF_SCHOOLS = frozenset({"ask_housing", "ask_scholarship", "ask_admission", "ask_center"})
_ARTICLE = "\u0627\u0644"
_DARIJA_ARTICLE = ("\u0644", "l")
_LIKE = "\u0643"  # "as", glued to what somebody works as
# In these a teacher or a manager is whom one speaks to.
_WITH_PEOPLE = frozenset(
    {
        "ask_soft_skills",
        "ask_interview",
        "ask_cover_letter",
        "ask_cv",
        "ask_job_search",
        "ask_work_rights",
        "ask_scholarship",
        "report_scam",
        "distress",
        "chitchat",
    }
)
_VERBAL = ("n", "m")  # what verbs and their nouns begin with in Darija
# Here what is done from afar are studies, courses and appointments.
_OF_STUDIES = frozenset(
    {
        *APPOINTMENTS,
        "ask_after_bac",
        "ask_program",
        "ask_services",
        "ask_workshops",
        "ask_housing",
    }
)
_AT_HOME = 3  # words between work and "at home"
_LONGEST_SUBJECT = 5  # words of a bare answer that names the subject of an appointment


def contract(candidate: Candidate, context: Context) -> bool:
    """Admit a contract; an ordinary word only beside one for work, and no trainees of a school."""
    if context.has([context.words[candidate.first].text], "practice"):
        if context.intent == "out_of_scope":
            return False
        if context.near(candidate, "in_something", 0, after=1):
            return False
    if candidate.value == "internship" and context.intent in _OF_SCHOOLS:
        return not context.has([context.words[candidate.first].text], "trainees")
    return beside_work(candidate, context)


def remote(candidate: Candidate, context: Context) -> bool:
    """Admit work from home; at home is where the family sits, too, and a house is far or near."""
    if candidate.kind != GUARDED:
        return True
    words = [context.words[index].text for index in range(candidate.first, candidate.last)]
    around = [*context.before(candidate.first, 3), *context.after(candidate.last, 2)]
    if context.intent in _OF_STUDIES or context.has(around, "not_working_there"):
        return False
    if context.intent == "offer_details" and context.has(words, "online"):
        return False  # how one applies
    from_home = context.has(words[:1], "from_home")
    if context.intent == "inform" and (_alone(candidate, context) or from_home):
        return _alone(candidate, context) or not candidate.first
    if context.has(words, "at_home") and not from_home:
        return _works_at_home(candidate, context)
    return beside_work(candidate, context)


def _works_at_home(candidate: Candidate, context: Context) -> bool:
    """Tell work at home for an employer from a business that is run there."""
    if context.intent not in _OF_CONDITIONS or context.intent == "ask_entrepreneurship":
        return False
    return context.has(context.before(candidate.first, _AT_HOME), "doing")


def work_time(candidate: Candidate, context: Context) -> bool:
    """Admit a kind of working time, not how long something lasts."""
    if context.near(candidate, "lasts", before=2):
        return False
    answers = context.intent == "inform" and not candidate.first
    return answers or beside_work(candidate, context)


def beside_work(candidate: Candidate, context: Context) -> bool:
    """Admit a name; an ordinary word only beside one for work."""
    if candidate.kind != GUARDED:
        return True
    if candidate.entity != "contract" and context.intent in _FILTERED:
        return True
    if context.intent == "inform" and _alone(candidate, context):
        return True
    return context.intent in _OF_CONDITIONS and context.near(candidate, "work", before=4, after=3)


def internship_type(candidate: Candidate, context: Context) -> bool:
    """Admit a kind of internship; an ordinary word only beside one for internship."""
    if candidate.kind != GUARDED:
        return True
    if context.intent == "inform" and _alone(candidate, context):
        return True
    return context.near(candidate, "internship", before=3, after=3)


def occupation(candidate: Candidate, context: Context) -> bool:
    """Admit an occupation; ordinary words and crafts only where work is spoken of."""
    if context.intent in ABOUT_THE_BOT:
        return False
    if context.near(candidate, "school_of", before=1) or context.near(candidate, "bac", before=1):
        return False
    if candidate.kind == EMPLOYER and not _is_verbal(candidate, context):
        return context.intent not in WITHOUT_FIELD
    return not _is_no_occupation(candidate, context) and _is_occupation(candidate, context)


def _is_occupation(candidate: Candidate, context: Context) -> bool:
    if candidate.kind == WORKER:
        return _is_person(candidate, context)
    if candidate.kind == FIELD or _is_inside_a_field(candidate, context):
        return context.intent == "ask_occupation" or context.near(candidate, "learning", before=3)
    if candidate.kind != GUARDED:
        return True
    return context.intent in _ABOUT_WORK or context.near(candidate, "becoming", before=2)


def _is_no_occupation(candidate: Candidate, context: Context) -> bool:
    """Tell a verb, the field of a diploma, and whom one works for or has to do with."""
    word = context.words[candidate.first].text
    if _is_verbal(candidate, context):
        return True
    if context.has([word], "crafts") and any(
        other.entity in ("level", "program") and other.last == candidate.first
        for other in context.candidates
    ):
        return True
    if candidate.kind == GUARDED and context.near(candidate, "employed_by", before=2):
        return True
    alone = candidate.last - candidate.first == 1
    return alone and context.has([word], "authority") and _is_somebody(candidate, context)


def _is_verbal(candidate: Candidate, context: Context) -> bool:
    """Tell whether a verb or its noun only looks like a name: "n3adel diplome", "m9abla"."""
    return candidate.glued and context.words[candidate.first].text[0] in _VERBAL


def _is_somebody(candidate: Candidate, context: Context) -> bool:
    """Tell a teacher or a manager one has to do with from what one becomes."""
    if context.near(candidate, "speaking", 0, after=2):
        return True
    if context.near(candidate, "turning", before=2):
        return False
    return context.intent in _WITH_PEOPLE or context.near(candidate, "possessive", before=1)


def _is_person(candidate: Candidate, context: Context) -> bool:
    """Tell the woman who sews from sewing: one word without vowels in Arabic script."""
    written = context.words[candidate.first].text
    if _ARTICLE in written[:3] or written.startswith(_DARIJA_ARTICLE):
        return False
    before = context.before(candidate.first, 2)
    if context.has(before[:1], "persons") or (candidate.glued and written[0] in _LIKE):
        return True
    if context.has(before[:1], "row"):
        return any(
            other.entity == candidate.entity
            and other.kind not in (WORKER, FIELD, GUARDED)
            and other.last == candidate.first - 1
            for other in context.candidates
        )
    return not candidate.first and context.has(context.after(candidate.last, 1), "who_works")


def service(candidate: Candidate, context: Context) -> bool:
    """Admit what an appointment is about, not the meeting itself."""
    if candidate.kind == GUARDED:
        if context.intent == "inform":
            return _alone(candidate, context)
        return context.intent in APPOINTMENTS and context.near(candidate, "about", before=1)
    if candidate.value == "mock-interview" and context.near(candidate, "with_someone", 0, after=1):
        return False
    if context.intent is not None and context.intent != "inform":
        return context.intent in APPOINTMENTS
    if context.intent == "inform":
        return context.about_appointments or len(context.words) <= _LONGEST_SUBJECT
    return context.about_appointments


def _alone(candidate: Candidate, context: Context) -> bool:
    return len(context.words) == candidate.last - candidate.first


def _is_inside_a_field(candidate: Candidate, context: Context) -> bool:
    """Tell whether the Arabic word for a woman of a trade means the trade."""
    return context.near(candidate, "inside", before=1) and any(
        other.kind == FIELD and other.first == candidate.first and other.last == candidate.last
        for other in context.candidates
    )


def center(candidate: Candidate, context: Context) -> bool:
    """Admit a centre where centres are spoken of; its school has other visitors too."""
    return context.intent is None or context.intent in _ABOUT_CENTERS
