"""The real bot behind fake platforms: dialogues by buttons and by words, and plain ``rasa run``."""

import json
import sys

import pytest

from bot.speaking.catalogue import catalogue
from bot.training import MODEL, ensure_trained
from bot.understanding.language import detect
from tests.channels.conftest import Fakes, Process
from tests.channels.fakes import seen
from tests.channels.fakes.webhooks import number
from tests.channels.test_webhooks import CHANNELS, one_text, words
from tests.served.greetings import GREETINGS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("variety", GREETINGS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_dialogue_by_words_and_by_buttons(
    bot: Process, fakes: Fakes, channel: str, variety: str
) -> None:
    student, fake = str(number() + 50_000), getattr(fakes, channel)
    # given a greeting in a variety
    bot.post(channel, one_text(channel, int(student), GREETINGS[variety]))
    [greeting] = fake.wait(1, student)
    assert detect(words(greeting)).name == variety
    # when the student presses the first step that the greeting offers
    assert (
        bot.post(channel, seen.pressed(channel, student, seen.buttons(greeting.message)[0])) == 200
    )
    answer = fake.wait(2, student)[1]
    # then the answer is in the same variety
    assert detect(words(answer)).name == variety


@pytest.mark.parametrize("channel", CHANNELS)
def test_deleted_student_is_met_as_a_new_one(bot: Process, fakes: Fakes, channel: str) -> None:
    student, fake = number() + 50_000, getattr(fakes, channel)
    texts = ["je voudrais que vous supprimiez toutes mes données", "oui", "merci pour tout"]
    for count, text in enumerate(texts, start=1):
        bot.post(channel, one_text(channel, student, text))
        answers = fake.wait(count, str(student))
    assert catalogue()["utter_delete_data_done"].texts["fr"] in words(answers[1])
    # the first answer to somebody new says that a program answers
    disclosure = catalogue()["utter_channel_disclosure"].texts["fr"]
    assert [disclosure in words(each) for each in answers] == [True, False, True]


def test_stop_is_remembered(bot: Process, fakes: Fakes) -> None:
    student = number() + 50_000
    bot.post("whatsapp", one_text("whatsapp", student, "STOP"))
    [answer] = fakes.whatsapp.wait(1, str(student))
    done = catalogue()["utter_stop_messages_done"].texts
    assert any(text in words(answer) for text in done.values())


def test_rasa_run_with_class_paths(
    platform_environment: dict[str, str], fakes: Fakes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ensure_trained()
    folder = tmp_path_factory.mktemp("rasa")
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(
        json.dumps({"nlg": {"type": "bot.speaking.nlg.CatalogueNaturalLanguageGenerator"}})
    )
    command = [sys.executable, "-m", "rasa", "run", "--model", str(MODEL)]
    command += ["--credentials", "credentials.yml", "--endpoints", str(endpoints), "--port"]
    process = RasaRun(
        command,
        {**platform_environment, "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"},
        folder / "log",
    )
    try:
        for channel in CHANNELS:
            student = number() + 60_000
            assert process.post(channel, one_text(channel, student, "bonjour")) == 200
            [sent] = getattr(fakes, channel).wait(1, str(student))
            assert "Wijha" in words(sent)
    finally:
        process.close()


class RasaRun(Process):
    """Plain Rasa: it takes its port from the command line and has no health check of ours."""

    health = "/"

    def start(self, seconds: float = 120) -> None:
        if self._command[-1] == "--port":
            self._command.append(str(self.port))
        super().start(seconds)
