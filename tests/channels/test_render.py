"""Whatever the dialogue says, each platform's own checks accept how we say it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.composing import Composer
from channels.joining import join_texts
from channels.messenger.render import render as for_messenger
from channels.telegram.render import render as for_telegram
from channels.whatsapp.render import render as for_whatsapp
from tests.channels.fakes import messenger, telegram, whatsapp

WORDS = st.text(alphabet="abc دهخ٣3é👩‍🎓.\n ", min_size=1, max_size=90).filter(str.strip)
BUTTON = st.fixed_dictionaries({"title": WORDS, "payload": st.just("/x")}) | st.fixed_dictionaries(
    {"title": WORDS, "url": st.just("https://x.ma")}
)
CARD = st.fixed_dictionaries(
    {"title": WORDS},
    optional={
        "subtitle": WORDS,
        "image_url": st.just("https://x.ma/i.png"),
        "buttons": st.lists(BUTTON, max_size=4),
    },
)
MESSAGE = st.fixed_dictionaries(
    {"text": st.text(alphabet="ab ب3. \n", min_size=1, max_size=6000).filter(str.strip)},
    optional={
        "buttons": st.lists(BUTTON, max_size=30),
        "elements": st.lists(CARD, max_size=14),
        "image": st.just("https://x.ma/i.png"),
        "custom": st.sampled_from(
            [
                {"document": {"url": "https://x.ma/rdv.ics", "filename": "rdv.ics"}},
                {"document": {"content": "BEGIN:VCALENDAR", "filename": "rdv.ics"}},
                {"location": {"latitude": 33.5, "longitude": -7.6, "name": "Centre"}},
                {"request_location": True},
            ]
        ),
    },
)


def buttons(count: int, title: str = "Option") -> list[dict]:
    return [{"title": f"{title} {n}", "payload": f"/pick{n}"} for n in range(1, count + 1)]


@settings(deadline=None)
@given(MESSAGE)
def test_any_message_is_accepted_by_whatsapp(message: dict) -> None:
    composer = Composer("whatsapp:x", "ary-Arab")
    for request in for_whatsapp(message, composer):
        body = dict(request.body)
        if request.upload:
            body[body["type"]] = {**body[body["type"]], "id": "media"}
        whatsapp.check(body)


@settings(deadline=None)
@given(MESSAGE)
def test_any_message_is_accepted_by_messenger(message: dict) -> None:
    for request in for_messenger(message, Composer("messenger:x", "ar")):
        body = dict(request.body["message"])
        if request.upload:
            body["upload"] = request.upload
        messenger.check(body)


@settings(deadline=None)
@given(MESSAGE)
def test_any_message_is_accepted_by_telegram(message: dict) -> None:
    for request in for_telegram(message, Composer("telegram:x", "fr")):
        if "text" in request.body:
            telegram.shape.text(request.body["text"], 4096, "text")
        if "reply_markup" in request.body:
            telegram.check_keyboard(request.body["reply_markup"])


@pytest.mark.parametrize(("count", "kind"), [(3, "button"), (4, "list"), (10, "list")])
def test_whatsapp_degrades_from_buttons_to_a_list(count: int, kind: str) -> None:
    [request] = for_whatsapp({"text": "?", "buttons": buttons(count)}, Composer("whatsapp:x"))
    assert request.body["interactive"]["type"] == kind


def test_whatsapp_degrades_to_numbers_at_last() -> None:
    composer = Composer("whatsapp:x", "fr")
    [request] = for_whatsapp({"text": "?", "buttons": buttons(11)}, composer)
    assert request.body["text"]["body"].endswith("\n11. Option 11\n\nRéponds avec le numéro.")
    assert composer.choices[10] == {"title": "Option 11", "payload": "/pick11"}


def test_whatsapp_shows_long_titles_in_full_below_the_row() -> None:
    titles = ["Mardi 1er décembre à 10 h 30", "Jeudi 3 décembre à 15 h 00"]
    given = [{"title": title, "payload": f"/{n}"} for n, title in enumerate(titles)]
    [request] = for_whatsapp({"text": "?", "buttons": given}, Composer("whatsapp:x"))
    rows = request.body["interactive"]["action"]["sections"][0]["rows"]
    assert [row["description"] for row in rows] == titles


def test_titles_that_begin_alike_are_numbered() -> None:
    alike = buttons(2, "Rendez-vous d'orientation le mardi")
    [request] = for_whatsapp({"text": "?", "buttons": alike}, Composer("whatsapp:x"))
    assert "2. Rendez-vous d'orientation le mardi 2" in request.body["text"]["body"]


def test_one_link_is_one_button_on_whatsapp() -> None:
    message = {"text": "Voir", "buttons": [{"title": "Ouvrir", "url": "https://x.ma"}]}
    [request] = for_whatsapp(message, Composer("whatsapp:x"))
    assert request.body["interactive"]["type"] == "cta_url"


def test_image_with_buttons_is_one_billed_message() -> None:
    message = {"text": "?", "image": "https://x.ma/i.png", "buttons": buttons(2)}
    [request] = for_whatsapp(message, Composer("whatsapp:x"))
    assert request.body["interactive"]["header"]["image"] == {"link": "https://x.ma/i.png"}


def test_messenger_gives_long_titles_numbers_to_press() -> None:
    composer = Composer("messenger:x", "fr")
    message = {"text": "?", "buttons": buttons(3, "Un titre bien trop long pour un bouton")}
    [request] = for_messenger(message, composer)
    shown = request.body["message"]
    assert [reply["title"] for reply in shown["quick_replies"]] == ["1", "2", "3"]
    assert "2. Un titre bien trop long pour un bouton 2" in shown["text"]
    assert len(composer.choices) == 3


def test_numbers_of_cards_may_be_typed() -> None:
    composer = Composer("whatsapp:x", "fr")
    cards = [
        {"title": f"Offre {n}", "buttons": [{"title": "Détails", "payload": f"/d{n}"}]}
        for n in (1, 2)
    ]
    [request] = for_whatsapp({"text": "Voici", "elements": cards}, composer)
    assert "2. Offre 2" in request.body["interactive"]["body"]["text"]
    assert composer.choices[1]["payload"] == "/d2"


def test_keys_are_short_and_belong_to_one_student() -> None:
    payload = "/book_appointment" + "x" * 500
    one, other = Composer("telegram:a"), Composer("telegram:b")
    assert len(one.key(payload).encode()) <= 64
    assert one.key(payload) != other.key(payload)
    assert one.key(payload) == one.key(payload)


def test_texts_of_one_turn_become_one_message_with_its_buttons() -> None:
    turn = [{"text": "Un"}, {"text": "Deux", "buttons": buttons(2)}, {"text": "Trois"}]
    assert join_texts(turn) == [{"text": "Un\n\nDeux", "buttons": buttons(2)}, {"text": "Trois"}]
