"""Contracts, kinds of internship, sectors, occupations and services."""

from __future__ import annotations

from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.names import EMPLOYER, FIELD, GUARDED, HELD
from bot.understanding.gazetteers.rules_of_studies import is_held

_APPOINTMENTS = frozenset(
    {
        "book_appointment",
        "reschedule_appointment",
        "cancel_appointment",
        "check_appointment",
    }
)
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
# Nobody wishes for a field of work or names an occupation in these; a server is a machine.
_ABOUT_THE_BOT = frozenset(
    {
        "ask_privacy",
        "delete_data",
        "stop_messages",
        "bot_challenge",
        "change_language",
        "help",
        "give_feedback",
        "talk_to_human",
        "ask_center",
        *_APPOINTMENTS,
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
_WITHOUT_FIELD = frozenset(
    {
        *_ABOUT_THE_BOT,
        "out_of_scope",
        "distress",
        "ask_scholarship",
        "ask_housing",
        "ask_services",
        "ask_workshops",
        "chitchat",
        "start_interest_test",
        "insult",
        "thank",
        "cancel",
        "deny",
        "affirm",
        "goodbye",
        "greet",
        "ask_job_search",
        "ask_soft_skills",
    }
)
_ABOUT_FIELDS = frozenset(
    {
        "search_offers",
        "more_offers",
        "subscribe_alerts",
        "unsubscribe_alerts",
        "inform",
        "ask_sectors",
        "ask_salary",
        "ask_events",
        "ask_interview",
        "ask_cover_letter",
    }
)
_CHANGING = frozenset({"ask_reorientation", "ask_program", "ask_after_bac"})
# "RH" is who invites to an interview, "the centre" is ours before it is a call centre.
_NOT_MEANT = {
    "hr": ("ask_interview", "ask_cover_letter", "ask_cv", "report_scam"),
    "offshoring": ("ask_events",),
}
_ABOUT_CENTERS = frozenset(
    {*_APPOINTMENTS, "ask_center", "ask_services", "inform", "ask_workshops", "talk_to_human"}
)
_OF_SCHOOLS = frozenset({"ask_housing", "ask_scholarship", "ask_admission", "ask_center"})
_LONGEST_SUBJECT = 5  # words of a bare answer that names the subject of an appointment


def contract(candidate: Candidate, context: Context) -> bool:
    """Admit a contract; an ordinary word only beside one for work, and no trainees of a school."""
    if candidate.value == "internship" and context.intent in _OF_SCHOOLS:
        return not context.has([context.words[candidate.first].text], "trainees")
    return beside_work(candidate, context)


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


def sector(candidate: Candidate, context: Context) -> bool:
    """Admit a field that is wished for, not the field of a diploma held."""
    if context.intent in _WITHOUT_FIELD:
        return context.near(candidate, "field", before=1) and context.intent not in _ABOUT_THE_BOT
    if context.intent in _NOT_MEANT.get(candidate.value, ()):
        return False
    wished = context.intent in _CHANGING and (
        context.near(candidate, "moving", before=1) or _of_a_programme(candidate, context)
    )
    if candidate.kind == GUARDED and not (
        wished or context.intent in _ABOUT_FIELDS or context.near(candidate, "field", before=2)
    ):
        return False
    return not _of_a_diploma(candidate, context)


def occupation(candidate: Candidate, context: Context) -> bool:
    """Admit an occupation; ordinary words and crafts only where work is spoken of."""
    if context.intent in _ABOUT_THE_BOT:
        return False
    if context.near(candidate, "school_of", before=1) or context.near(candidate, "bac", before=1):
        return False
    if candidate.kind == EMPLOYER:
        return context.intent not in _WITHOUT_FIELD
    if candidate.kind == FIELD or _is_inside_a_field(candidate, context):
        return context.intent == "ask_occupation" or context.near(candidate, "learning", before=3)
    if candidate.kind != GUARDED:
        return True
    return context.intent in _ABOUT_WORK or context.near(candidate, "becoming", before=2)


def service(candidate: Candidate, context: Context) -> bool:
    """Admit what an appointment is about, not the meeting itself."""
    if candidate.kind == GUARDED:
        if context.intent == "inform":
            return _alone(candidate, context)
        return context.intent in _APPOINTMENTS and context.near(candidate, "about", before=1)
    if candidate.value == "mock-interview" and context.near(candidate, "with_someone", 0, after=1):
        return False
    if context.intent is not None and context.intent != "inform":
        return context.intent in _APPOINTMENTS
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


def _of_a_programme(candidate: Candidate, context: Context) -> bool:
    """Tell whether a programme stands just before, with at most a preposition between."""
    return any(
        other.entity == "program" and 0 <= candidate.first - other.last <= 1
        for other in context.candidates
    )


def _of_a_diploma(candidate: Candidate, context: Context) -> bool:
    """Tell whether a diploma held stands just before, with at most a preposition between."""
    first = min(
        other.first
        for other in context.candidates
        if other.entity == candidate.entity and other.first <= candidate.first < other.last
    )
    return any(
        other.entity == "level"
        and other.value in ("bac+2", "bac+3", "bac+5", "doctorate")
        and 0 <= first - other.last <= 1
        and (other.kind != HELD or is_held(other, context))
        for other in context.candidates
    )


def center(candidate: Candidate, context: Context) -> bool:
    """Admit a centre where centres are spoken of; its school has other visitors too."""
    return context.intent is None or context.intent in _ABOUT_CENTERS
