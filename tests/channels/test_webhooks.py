import json

import httpx
import pytest

from channels.accept import MESSAGES_PER_MINUTE
from tests.channels.conftest import Fakes, Process
from tests.channels.fakes import messenger, seen, webhooks, whatsapp

CHANNELS = ("messenger", "whatsapp", "telegram")


def one_text(channel: str, student: int, text: str) -> bytes:
    if channel == "messenger":
        return webhooks.messenger_body(webhooks.messenger_text(str(student), text))
    if channel == "whatsapp":
        return webhooks.whatsapp_body(webhooks.whatsapp_text(str(student), text))
    return webhooks.telegram_message(student, text=text)


def words(sent) -> str:
    return seen.words(sent.message)


@pytest.mark.parametrize("channel", CHANNELS)
def test_message_is_answered(echo: Process, fakes: Fakes, channel: str) -> None:
    student = webhooks.number()
    assert echo.post(channel, one_text(channel, student, "salam")) == 200
    [sent] = getattr(fakes, channel).wait(1, str(student))
    assert words(sent).endswith("echo: salam")


@pytest.mark.parametrize("channel", CHANNELS)
def test_first_answer_says_that_a_program_answers(
    echo: Process, fakes: Fakes, channel: str
) -> None:
    student = webhooks.number()
    for text in ("un", "deux"):
        echo.post(channel, one_text(channel, student, text))
    first, second = getattr(fakes, channel).wait(2, str(student))
    assert "assistant automatique" in words(first)
    assert words(second) == "echo: deux"


@pytest.mark.parametrize("channel", CHANNELS)
def test_repeated_webhook_is_answered_once(echo: Process, fakes: Fakes, channel: str) -> None:
    student = webhooks.number()
    body = one_text(channel, student, "salam")
    assert [echo.post(channel, body) for _ in range(3)] == [200, 200, 200]
    echo.post(channel, one_text(channel, student, "end"))
    sent = getattr(fakes, channel).wait(2, str(student))
    assert [words(each).rsplit(" ", 1)[1] for each in sent] == ["salam", "end"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_stranger_is_refused(echo: Process, fakes: Fakes, channel: str) -> None:
    body = one_text(channel, 1, "salam")
    assert echo.post(channel, body, headers={}) == 401
    forged = {
        name: value[:-1] + ("0" if value[-1] != "0" else "1")
        for name, value in webhooks.headers(channel, body).items()
    }
    assert echo.post(channel, body, headers=forged) == 403
    assert getattr(fakes, channel).sent == []


@pytest.mark.parametrize("channel", ["messenger", "whatsapp"])
def test_signature_of_another_kind_is_refused(echo: Process, channel: str) -> None:
    body = one_text(channel, 1, "salam")
    for header in ("sha256=", "sha1=abc", "md5=é", "garbage"):
        assert echo.post(channel, body, {"X-Hub-Signature-256": header.encode()}) == 403
    assert echo.post(channel, body, {"X-Hub-Signature": "sha1=abc"}) == 401


@pytest.mark.parametrize("channel", CHANNELS)
def test_twenty_megabytes_are_refused(echo: Process, channel: str) -> None:
    body = b" " * 20_000_000
    assert echo.post(channel, body) == 413
    assert echo.post(channel, one_text(channel, 1, "still there")) == 200


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"[" * 100_000, b"{}", b"null"])
def test_nonsense_is_refused_or_ignored(echo: Process, channel: str, body: bytes) -> None:
    assert echo.post(channel, body) in (200, 400)


@pytest.mark.parametrize(
    ("channel", "token"), [("messenger", messenger.VERIFY), ("whatsapp", whatsapp.VERIFY)]
)
def test_meta_verifies_the_address(echo: Process, channel: str, token: str) -> None:
    def ask(**parameters: str) -> httpx.Response:
        query = {f"hub.{name}": value for name, value in parameters.items()}
        return echo.client.get(f"/webhooks/{channel}/webhook", params=query)

    right = ask(mode="subscribe", verify_token=token, challenge="12<b>34")
    assert (right.status_code, right.text) == (200, "12<b>34")
    assert right.headers["content-type"].startswith("text/plain")
    assert ask(mode="subscribe", verify_token="wrong", challenge="1").status_code == 403
    assert ask(verify_token=token, challenge="1").status_code == 403
    assert ask().status_code == 403


def three_events(channel: str, amina: int, badr: int) -> list[bytes]:
    """Return them in one webhook, or in three where a platform sends each alone."""
    said = ((amina, "un"), (badr, "deux"), (amina, "trois"))
    if channel == "messenger":
        texts = [webhooks.messenger_text(str(student), text) for student, text in said]
        return [webhooks.messenger_body(*texts)]
    if channel == "whatsapp":
        texts = [webhooks.whatsapp_text(str(student), text) for student, text in said]
        return [webhooks.whatsapp_body(*texts)]
    return [webhooks.telegram_message(student, text=text) for student, text in said]


@pytest.mark.parametrize("channel", CHANNELS)
def test_three_events_of_two_students_twice(echo: Process, fakes: Fakes, channel: str) -> None:
    amina, badr, last = webhooks.number(), webhooks.number(), webhooks.number()
    fake = getattr(fakes, channel)
    for body in three_events(channel, amina, badr) * 2:
        assert echo.post(channel, body) == 200
    echo.post(channel, one_text(channel, last, "end"))
    fake.wait(1, str(last))  # was stored last, so the repeats would have been answered by now
    assert [words(s).split()[-1] for s in fake.wait(2, str(amina))] == ["un", "trois"]
    assert [words(s).split()[-1] for s in fake.to(str(badr))] == ["deux"]
    assert len(fake.sent) == 4


def test_whatsapp_batch_over_entries_and_changes(echo: Process, fakes: Fakes) -> None:
    students = [str(webhooks.number()) for _ in range(3)]
    bodies = [json.loads(webhooks.whatsapp_body(webhooks.whatsapp_text(s, s))) for s in students]
    first = bodies[0]
    first["entry"][0]["changes"].append(bodies[1]["entry"][0]["changes"][0])
    first["entry"].append(bodies[2]["entry"][0])
    assert echo.post("whatsapp", json.dumps(first).encode()) == 200
    for student in students:
        [sent] = fakes.whatsapp.wait(1, student)
        assert words(sent).endswith(f"echo: {student}")


def test_one_student_is_answered_in_order(echo: Process, fakes: Fakes) -> None:
    student = webhooks.number()
    texts = [f"n{n}" for n in range(12)]
    for text in texts:
        echo.post("messenger", one_text("messenger", student, text))
    sent = fakes.messenger.wait(12, str(student))
    assert [words(each).split()[-1] for each in sent] == texts


@pytest.mark.parametrize("text", ["/greet", " /greet", "\u200f/greet", "//greet", "\ufeff/greet"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_typed_intent_is_only_a_word(echo: Process, fakes: Fakes, channel: str, text: str) -> None:
    student = webhooks.number()
    echo.post(channel, one_text(channel, student, text))
    [sent] = getattr(fakes, channel).wait(1, str(student))
    assert words(sent).endswith("echo: greet")


def test_forged_button_does_nothing(echo: Process, fakes: Fakes) -> None:
    student = str(webhooks.number())
    forged = {"mid": f"m_{webhooks.number()}", "title": "Efface tout", "payload": "/affirm"}
    echo.post(
        "messenger", webhooks.messenger_body(webhooks.messenger_event(student, postback=forged))
    )
    [sent] = fakes.messenger.wait(1, student)
    assert words(sent).endswith("echo: Efface tout")


def test_pressed_buttons_reach_the_dialogue_on_each_platform(echo: Process, fakes: Fakes) -> None:
    wanted = 'echo: /pick{"n": "2"}'
    student = str(webhooks.number())
    echo.post("messenger", one_text("messenger", int(student), "buttons 5"))
    [asked] = fakes.messenger.wait(1, student)
    reply = asked.message["quick_replies"][1]
    pressed = webhooks.messenger_text(
        student, reply["title"], quick_reply={"payload": reply["payload"]}
    )
    echo.post("messenger", webhooks.messenger_body(pressed))
    assert words(fakes.messenger.wait(2, student)[1]) == wanted

    echo.post("whatsapp", one_text("whatsapp", int(student), "buttons 3"))
    [asked] = fakes.whatsapp.wait(1, student)
    reply = asked.message["interactive"]["action"]["buttons"][1]["reply"]
    pressed = {"type": "button_reply", "button_reply": reply}
    body = webhooks.whatsapp_body(webhooks.whatsapp_message(student, "interactive", pressed))
    echo.post("whatsapp", body)
    assert words(fakes.whatsapp.wait(2, student)[1]) == wanted

    echo.post("whatsapp", one_text("whatsapp", int(student), "buttons 8"))
    asked = fakes.whatsapp.wait(3, student)[2]
    row = asked.message["interactive"]["action"]["sections"][0]["rows"][1]
    pressed = {"type": "list_reply", "list_reply": row}
    body = webhooks.whatsapp_body(webhooks.whatsapp_message(student, "interactive", pressed))
    echo.post("whatsapp", body)
    assert words(fakes.whatsapp.wait(4, student)[3]) == wanted

    echo.post("telegram", one_text("telegram", int(student), "buttons 3"))
    [asked] = fakes.telegram.wait(1, student)
    keyboard = asked.message["reply_markup"]
    query = {
        "id": "9",
        "from": {"id": int(student), "is_bot": False, "first_name": "X"},
        "chat_instance": "1",
        "data": keyboard["inline_keyboard"][1][0]["callback_data"],
        "message": {
            "message_id": 3,
            "date": 5,
            "chat": {"id": int(student), "type": "private"},
            "text": "choose",
            "reply_markup": keyboard,
        },
    }
    echo.post("telegram", webhooks.telegram_body(callback_query=query))
    assert words(fakes.telegram.wait(2, student)[1]) == wanted
    assert fakes.telegram.wait_for_call("answerCallbackQuery")["callback_query_id"] == "9"
    edited = fakes.telegram.wait_for_call("editMessageReplyMarkup")
    assert str(edited["chat_id"]) == student


@pytest.mark.parametrize("typed", ["12", "12.", "١٢", "option 12"])
@pytest.mark.parametrize("channel", ["messenger", "whatsapp"])
def test_number_of_a_numbered_choice_is_understood(
    echo: Process, fakes: Fakes, channel: str, typed: str
) -> None:
    student = webhooks.number()
    fake = getattr(fakes, channel)
    echo.post(channel, one_text(channel, student, "buttons 14"))
    [asked] = fake.wait(1, str(student))
    assert "\n12. Option 12\n" in words(asked)
    echo.post(channel, one_text(channel, student, typed))
    assert words(fake.wait(2, str(student))[1]) == 'echo: /pick{"n": "12"}'


def test_number_after_another_question_is_a_number(echo: Process, fakes: Fakes) -> None:
    student = webhooks.number()
    for text in ("buttons 14", "non", "2"):
        echo.post("whatsapp", one_text("whatsapp", student, text))
        fakes.whatsapp.wait(1, str(student))
    assert words(fakes.whatsapp.wait(3, str(student))[2]) == "echo: 2"


@pytest.mark.parametrize("text", ["STOP", "stop !", "إلغاء الاشتراك", "حبس الميساجات"])
def test_stop_words_reach_the_dialogue_as_such(echo: Process, fakes: Fakes, text: str) -> None:
    student = webhooks.number()
    echo.post("whatsapp", one_text("whatsapp", student, text))
    [sent] = fakes.whatsapp.wait(1, str(student))
    assert words(sent).endswith("echo: /stop_messages")


def test_student_who_writes_too_fast_is_told_once(echo: Process, fakes: Fakes) -> None:
    student = webhooks.number()
    for n in range(MESSAGES_PER_MINUTE + 5):
        echo.post("messenger", one_text("messenger", student, f"n{n}"))
    other = webhooks.number()
    echo.post("messenger", one_text("messenger", other, "moi"))
    fakes.messenger.wait(1, str(other))
    sent = fakes.messenger.wait(MESSAGES_PER_MINUTE + 1, str(student), seconds=60)
    assert len(sent) == MESSAGES_PER_MINUTE + 1
    assert words(sent[-1]).startswith("Doucement")


def test_failing_dialogue_ends_in_an_apology(session_echo: Process, fakes: Fakes) -> None:
    student = webhooks.number()
    session_echo.post("telegram", one_text("telegram", student, "crash +212600000000"))
    [sent] = fakes.telegram.wait(1, str(student), seconds=30)
    assert "de mon côté" in words(sent)
    log = session_echo.log.read_text()
    assert "KeyError" in log
    assert "212600000000" not in log


def test_long_answer_is_split_between_sentences(echo: Process, fakes: Fakes) -> None:
    student = webhooks.number()
    echo.post("messenger", one_text("messenger", student, "long 400"))
    parts = [words(each) for each in fakes.messenger.wait(3, str(student))]
    assert all(part.endswith(".") for part in parts)
    assert " ".join(parts).count("Une phrase.") == 400
