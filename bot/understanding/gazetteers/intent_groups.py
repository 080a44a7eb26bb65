"""Groups of intents that more than one rule asks for."""

from __future__ import annotations

APPOINTMENTS = frozenset(
    {
        "book_appointment",
        "reschedule_appointment",
        "cancel_appointment",
        "check_appointment",
    }
)
# Nobody wishes for a field of work or names an occupation in these; a server is a machine.
ABOUT_THE_BOT = frozenset(
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
        *APPOINTMENTS,
    }
)
WITHOUT_FIELD = frozenset(
    {
        *ABOUT_THE_BOT,
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
# A diploma that is named here, and nothing else tells, is one's own.
OF_ONESELF = frozenset(
    {
        "inform",
        "search_offers",
        "more_offers",
        "subscribe_alerts",
        "unsubscribe_alerts",
        "offer_details",
        "ask_salary",
        "ask_job_search",
        "ask_cv",
        "ask_employment_programs",
        "ask_services",
        "ask_interview",
        "book_appointment",
    }
)
ABOUT_STUDIES = frozenset(
    {
        "ask_orientation",
        "ask_after_college",
        "ask_after_bac",
        "ask_program",
        "ask_admission",
        "ask_reorientation",
        "ask_housing",
        "ask_scholarship",
        "ask_study_abroad",
    }
)
# In these one moves from a track, a school or a diploma to another.
MOVING = frozenset({"ask_reorientation", "ask_orientation", "ask_study_abroad"})
