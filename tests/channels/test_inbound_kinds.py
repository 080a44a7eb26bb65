"""One of each kind of event that platforms send: the right number of replies, no error logged."""

import json
import sqlite3
from typing import Any

import pytest

from bot.speaking.catalogue import catalogue
from tests.channels.conftest import Fakes, Process
from tests.channels.fakes import messenger, webhooks, whatsapp
from tests.channels.fakes.webhooks import number
from tests.channels.test_webhooks import one_text, words

Replies = str | None
"""Name of the response that answers, the end of an echo, or nothing."""


def attachment(kind: str, **payload: Any) -> dict[str, Any]:
    return {
        "message": {"mid": f"m_{number()}", "attachments": [{"type": kind, "payload": payload}]}
    }


CASABLANCA = {"lat": 33.58, "long": -7.61}

MESSENGER: dict[str, tuple[dict[str, Any], Replies]] = {
    "image": (attachment("image", url="https://x"), "utter_channel_image"),
    "voice note": (attachment("audio", url="https://x"), "utter_channel_voice"),
    "video": (attachment("video", url="https://x"), "utter_channel_video"),
    "file": (attachment("file", url="https://x"), "utter_channel_file"),
    "sticker": (attachment("sticker", sticker_id=1), "utter_channel_sticker"),
    "old sticker": (attachment("image", sticker_id=1), "utter_channel_sticker"),
    "fallback": (
        {"message": {"mid": "f1", "attachments": [{"type": "fallback"}]}},
        "utter_channel_unsupported",
    ),
    "location": (attachment("location", coordinates=CASABLANCA), "utter_channel_location"),
    "far location": (
        attachment("location", coordinates={"lat": 0, "long": 0}),
        "utter_channel_location_far",
    ),
    "broken location": (attachment("location"), None),
    "get started": (
        {"postback": {"mid": "p1", "title": "Démarrer", "payload": "start"}},
        "echo: /greet",
    ),
    "m.me link": (
        {"postback": {"mid": "p2", "title": "x", "payload": "start", "referral": {"ref": "rdv"}}},
        "echo: /book_appointment",
    ),
    "m.me link in a thread": (
        {"referral": {"ref": "offres", "source": "SHORTLINK"}},
        "echo: /search_offers",
    ),
    "unknown reference": ({"referral": {"ref": "/affirm"}}, "echo: /greet"),
    "menu": (
        {"postback": {"mid": "p3", "title": "RDV", "payload": "menu:rdv"}},
        "echo: /book_appointment",
    ),
    "reaction": (
        {"reaction": {"reaction": "love", "emoji": "❤", "action": "react", "mid": "m0"}},
        None,
    ),
    "read": ({"read": {"watermark": 1}}, None),
    "answer to a message": (
        {"message": {"mid": "r1", "text": "celle-ci", "reply_to": {"mid": "m0"}}},
        "echo: celle-ci",
    ),
    "opt-in": ({"optin": {"type": "one_time_notif_req", "payload": "x"}}, None),
    "handed back": ({"pass_thread_control": {"new_owner_app_id": 1}}, None),
    "roles": ({"app_roles": {"1": ["primary_receiver"]}}, None),
    "delivery": ({"delivery": {"mids": ["m9"], "watermark": 1}}, None),
    "deletion": ({"message": {"mid": "d1", "is_deleted": True}}, None),
    "unknown": ({"something_new": {"x": 1}}, None),
    "empty message": ({"message": {"mid": "e1"}}, "utter_channel_unsupported"),
    "message of another type": ({"message": ["x"]}, None),
}


@pytest.mark.parametrize("name", MESSENGER)
def test_messenger(echo: Process, fakes: Fakes, name: str) -> None:
    event, reply = MESSENGER[name]
    student = str(number())
    body = webhooks.messenger_body(webhooks.messenger_event(student, **event))
    assert echo.post("messenger", body) == 200
    assert answered(echo, fakes, "messenger", student, reply) == expected(reply)


@pytest.mark.parametrize("app_id", [7, 263902037430900])
def test_messenger_echo_is_no_message_and_a_person_silences_the_bot(
    echo: Process, fakes: Fakes, app_id: int
) -> None:
    student = str(number())
    event = {
        "sender": {"id": messenger.PAGE},
        "recipient": {"id": student},
        "message": {"is_echo": True, "app_id": app_id, "mid": f"m_{number()}", "text": "x"},
    }
    echo.post("messenger", webhooks.messenger_body(event))
    echo.post("messenger", one_text("messenger", int(student), "salam"))
    other = number()
    echo.post("messenger", one_text("messenger", other, "salam"))
    fakes.messenger.wait(1, str(other))
    assert len(fakes.messenger.to(student)) == (1 if app_id == 7 else 0)


def test_messenger_standby_and_changes_are_not_ours(echo: Process, fakes: Fakes) -> None:
    student = str(number())
    event = webhooks.messenger_text(student, "salam")
    body = {
        "object": "page",
        "entry": [{"id": "1", "standby": [event]}, {"id": "1", "changes": [{"field": "feed"}]}, 7],
    }
    assert echo.post("messenger", json.dumps(body).encode()) == 200
    assert answered(echo, fakes, "messenger", student) == []


def media(kind: str, **content: Any) -> dict[str, Any]:
    return {"type": kind, kind: {"id": "MID", "mime_type": "x", **content}}


WHATSAPP: dict[str, tuple[dict[str, Any], Replies]] = {
    "image": (media("image"), "utter_channel_image"),
    "image with words": (media("image", caption="mon cv"), "echo: mon cv"),
    "voice note": (media("audio", voice=True), "utter_channel_voice"),
    "video": (media("video"), "utter_channel_video"),
    "sticker": (media("sticker"), "utter_channel_sticker"),
    "document": (media("document", filename="cv.pdf"), "utter_channel_file"),
    "contacts": ({"type": "contacts", "contacts": [{}]}, "utter_channel_contact"),
    "location": (
        {"type": "location", "location": {"latitude": 34.02, "longitude": -6.84}},
        "utter_channel_location",
    ),
    "template reply": ({"type": "button", "button": {"payload": "P", "text": "Oui"}}, "echo: Oui"),
    "flow": (
        {
            "type": "interactive",
            "interactive": {"type": "nfm_reply", "nfm_reply": {"response_json": "{"}},
        },
        "utter_channel_unsupported",
    ),
    "reaction": ({"type": "reaction", "reaction": {"message_id": "wamid.0", "emoji": "👍"}}, None),
    "removed reaction": ({"type": "reaction", "reaction": {"message_id": "wamid.0"}}, None),
    "system": ({"type": "system", "system": {"body": "changed number"}}, None),
    "answer to a message": (
        {"type": "text", "text": {"body": "celle-ci"}, "context": {"id": "wamid.0"}},
        "echo: celle-ci",
    ),
    "button": (
        {
            "type": "interactive",
            "interactive": {"type": "button_reply", "button_reply": {"id": "P", "title": "Oui"}},
        },
        "echo: Oui",
    ),
    "row of a list": (
        {
            "type": "interactive",
            "interactive": {"type": "list_reply", "list_reply": {"id": "P", "title": "Cv"}},
        },
        "echo: Cv",
    ),
    "edit": ({"type": "edit", "edit": {"original_message_id": "wamid.0"}}, None),
    "deletion": ({"type": "revoke", "revoke": {"original_message_id": "wamid.0"}}, None),
    "group": ({"type": "text", "text": {"body": "x"}, "group_id": "g"}, None),
    "unsupported": (
        {"type": "unsupported", "errors": [{"code": 131051}]},
        "utter_channel_unsupported",
    ),
    "ad": (
        {"type": "text", "text": {"body": "stage"}, "referral": {"source_type": "ad"}},
        "echo: stage",
    ),
    "unknown": ({"type": "hologram", "hologram": {}}, "utter_channel_unsupported"),
}


@pytest.mark.parametrize("name", WHATSAPP)
def test_whatsapp(echo: Process, fakes: Fakes, name: str) -> None:
    fields, reply = WHATSAPP[name]
    student = str(number())
    message = {"from": student, "id": f"wamid.{number()}", "timestamp": "1", **fields}
    assert echo.post("whatsapp", webhooks.whatsapp_body(message)) == 200
    assert answered(echo, fakes, "whatsapp", student, reply) == expected(reply)


def test_whatsapp_statuses_and_other_fields_are_noted_quietly(echo: Process, fakes: Fakes) -> None:
    statuses = [
        {"id": "wamid.9", "status": status, "recipient_id": "1", "errors": [{"code": 131047}]}
        for status in ("sent", "delivered", "read", "played", "failed")
    ]
    assert echo.post("whatsapp", webhooks.whatsapp_body(statuses=statuses)) == 200
    other = json.loads(webhooks.whatsapp_body(webhooks.whatsapp_text("5", "x")))
    other["entry"][0]["changes"][0]["field"] = "message_template_status_update"
    assert echo.post("whatsapp", json.dumps(other).encode()) == 200
    assert answered(echo, fakes, "whatsapp", "5") == []


@pytest.mark.parametrize(("value", "opted_out"), [("stop", True), ("resume", False), ("x", False)])
def test_whatsapp_preferences_are_noted(
    echo: Process, fakes: Fakes, value: str, opted_out: bool
) -> None:
    student = str(number())
    echo.post("whatsapp", one_text("whatsapp", int(student), "salam"))
    fakes.whatsapp.wait(1, student)
    preference = {"wa_id": student, "category": "marketing_messages", "value": value}
    body = json.loads(webhooks.whatsapp_body(user_preferences=[preference]))
    body["entry"][0]["changes"][0]["field"] = "user_preferences"
    assert echo.post("whatsapp", json.dumps(body).encode()) == 200
    echo.post("whatsapp", one_text("whatsapp", int(student), "encore"))
    fakes.whatsapp.wait(2, student)
    path = echo.environment["DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        [(opted_out_at,)] = database.execute(
            "SELECT opted_out_at FROM contacts JOIN contact_addresses USING (sender_id)"
            " WHERE contact_addresses.channel = 'whatsapp' AND address = ?",
            [student],
        )
    assert (opted_out_at is not None) == opted_out


def test_whatsapp_student_is_the_same_with_and_without_a_phone_number(
    echo: Process, fakes: Fakes
) -> None:
    phone, user_id = str(number()), f"MA.{number()}"
    both = {"from_user_id": user_id}
    echo.post(
        "whatsapp", webhooks.whatsapp_body(webhooks.whatsapp_text(phone, "buttons 12", **both))
    )
    fakes.whatsapp.wait(1, phone)
    # when the platform names the student by the id alone, the choice is still theirs
    hidden = {
        "id": f"wamid.{number()}",
        "from_user_id": user_id,
        "type": "text",
        "text": {"body": "3"},
    }
    echo.post("whatsapp", webhooks.whatsapp_body(hidden))
    assert words(fakes.whatsapp.wait(2, phone)[1]) == 'echo: /pick{"n": "3"}'
    assert whatsapp.NUMBER not in phone


TELEGRAM: dict[str, tuple[dict[str, Any], Replies]] = {
    "start": ({"text": "/start"}, "echo: /greet"),
    "deep link": ({"text": "/start cv"}, "echo: /ask_cv"),
    "command": ({"text": "/offres@wijha_bot"}, "echo: /search_offers"),
    "unknown command": ({"text": "/affirm"}, "echo: affirm"),
    "voice": (
        {"voice": {"file_id": "F", "file_unique_id": "f", "duration": 3}},
        "utter_channel_voice",
    ),
    "photo": (
        {"photo": [{"file_id": "S", "file_unique_id": "s", "width": 1, "height": 1}]},
        "utter_channel_image",
    ),
    "photo with words": (
        {
            "photo": [{"file_id": "S", "file_unique_id": "s", "width": 1, "height": 1}],
            "caption": "mon cv",
        },
        "echo: mon cv",
    ),
    "document": ({"document": {"file_id": "D", "file_unique_id": "d"}}, "utter_channel_file"),
    "contact": ({"contact": {"phone_number": "1", "first_name": "x"}}, "utter_channel_contact"),
    "location": ({"location": {"latitude": 35.77, "longitude": -5.80}}, "utter_channel_location"),
    "sticker": (
        {
            "sticker": {
                "file_id": "K",
                "file_unique_id": "k",
                "width": 1,
                "height": 1,
                "is_animated": False,
                "is_video": False,
                "type": "regular",
            }
        },
        "utter_channel_sticker",
    ),
    "video": (
        {
            "video": {
                "file_id": "V",
                "file_unique_id": "v",
                "width": 1,
                "height": 1,
                "duration": 1,
            }
        },
        "utter_channel_video",
    ),
    "dice": ({"dice": {"emoji": "🎲", "value": 3}}, "utter_channel_unsupported"),
    "timer": ({"message_auto_delete_timer_changed": {"message_auto_delete_time": 5}}, None),
    "new kind": ({"hologram": {"x": 1}}, "utter_channel_unsupported"),
}


@pytest.mark.parametrize("name", TELEGRAM)
def test_telegram(echo: Process, fakes: Fakes, name: str) -> None:
    fields, reply = TELEGRAM[name]
    student = number()
    assert echo.post("telegram", webhooks.telegram_message(student, **fields)) == 200
    assert answered(echo, fakes, "telegram", str(student), reply) == expected(reply)


def member(student: int, status: str) -> dict[str, Any]:
    user = {"id": student, "is_bot": False, "first_name": "X"}
    changed: dict[str, Any] = {"user": user, "status": status}
    if status == "kicked":
        changed["until_date"] = 0
    old = {"user": user, "status": "member"}
    chat = {"id": student, "type": "private"}
    return {
        "chat": chat,
        "from": user,
        "date": 1,
        "old_chat_member": old,
        "new_chat_member": changed,
    }


@pytest.mark.parametrize("shown", [None, {"message_id": 3, "date": 0}])
def test_telegram_press_on_a_message_that_is_gone(
    echo: Process, fakes: Fakes, shown: dict[str, Any] | None
) -> None:
    student = number()
    user = {"id": student, "is_bot": False, "first_name": "X"}
    query = {"id": str(number()), "from": user, "chat_instance": "1", "data": "k1"}
    if shown is not None:
        query["message"] = {**shown, "chat": {"id": student, "type": "private"}}
    assert echo.post("telegram", webhooks.telegram_body(callback_query=query)) == 200
    wanted = "utter_channel_old_button"
    assert answered(echo, fakes, "telegram", str(student), wanted) == [wanted]


def test_telegram_updates_that_want_no_answer(echo: Process, fakes: Fakes) -> None:
    student = number()
    private = {"message_id": 1, "date": 1, "chat": {"id": student, "type": "private"}}
    group = {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "group", "title": "g"}}
    for update in (
        {"edited_message": {**private, "text": "x", "edit_date": 2}},
        {"message": {**group, "text": "salam"}},
        {"my_chat_member": member(student, "kicked")},
        {"my_chat_member": member(student, "member")},
        {
            "inline_query": {
                "id": "1",
                "from": {"id": 1, "is_bot": False, "first_name": "X"},
                "query": "x",
                "offset": "",
            }
        },
        {"channel_post": {**group, "text": "x"}},
        {"something_new": {"x": 1}},
        {"message": "x"},
    ):
        assert echo.post("telegram", webhooks.telegram_body(**update)) == 200
    assert answered(echo, fakes, "telegram", str(student)) == []


def expected(reply: Replies) -> list[str]:
    return [] if reply is None else [reply]


def answered(
    echo: Process, fakes: Fakes, channel: str, student: str, reply: Replies = None
) -> list[str]:
    """Return what answered a student, once a message that came after it is answered too."""
    fake = getattr(fakes, channel)
    if reply is not None:
        fake.wait(1, student)
    other = number()
    echo.post(channel, one_text(channel, other, "last"))
    fake.wait(1, str(other))
    return [_named(words(sent)) for sent in fake.to(student)]


def _named(text: str) -> str:
    text = text.split("\n\n", 1)[1] if text.startswith("(") else text
    for name, response in catalogue().items():
        if name.startswith("utter_channel_") and text.startswith(
            response.texts["fr"].split("{")[0]
        ):
            return name
    return text
