from pathlib import Path

from bot.training_examples import ReadOnceImporter

FILE = 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - slm\n'


def test_the_examples_are_read_once(tmp_path: Path) -> None:
    path = tmp_path / "nlu.yml"
    path.write_text(FILE, encoding="utf-8")
    importer = ReadOnceImporter(training_data_paths=[str(path)])
    read = importer.get_nlu_data()
    path.unlink()
    assert importer.get_nlu_data("fr") is read
    assert [message.get("text") for message in read.intent_examples] == ["slm"]
