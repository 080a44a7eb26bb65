"""Trains the model when it is older than its sources."""

from __future__ import annotations

from pathlib import Path

from bot.errors import ConfigurationError
from bot.settings import DATA, MODELS, ROOT

MODEL = MODELS / "wijha.tar.gz"
_SOURCES = ("config.yml", "domain.yml")
_SOURCE_FOLDERS = (
    DATA / "nlu",
    DATA / "rules",
    DATA / "lexicon",
    DATA / "gazetteers",  # the classifier sees which kinds of names a message holds
    ROOT / "bot" / "understanding",
    ROOT / "bot" / "dialogue",
)


def up_to_date(model: Path = MODEL) -> bool:
    """Whether the model exists and is newer than everything it is made from."""
    if not model.exists():
        return False
    made = model.stat().st_mtime
    return all(path.stat().st_mtime <= made for path in _sources())


def ensure_trained() -> Path:
    """Return the model, trained first unless it is up to date.

    Raises:
        ConfigurationError: Rasa refuses the configuration or the data.
    """
    return MODEL if up_to_date() else train()


def train(model: Path = MODEL) -> Path:
    """Train and return the path of the model.

    Raises:
        ConfigurationError: Rasa refuses the configuration or the data.
    """
    from rasa.model_training import train as rasa_train  # noqa: PLC0415  slow import

    print(f"training from {sum(1 for _ in _sources())} files, two to three minutes", flush=True)
    model.parent.mkdir(parents=True, exist_ok=True)
    result = rasa_train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(DATA / "nlu"), str(DATA / "rules")],
        output=str(model.parent),
        fixed_model_name=model.name.removesuffix(".tar.gz"),
        force_training=True,
    )
    if not result.model:
        raise ConfigurationError("training failed: see the lines above")
    # Rasa's own file time is when it began to pack; ours says that the sources are all in it.
    Path(result.model).touch()
    return Path(result.model)


def _sources() -> list[Path]:
    files = [ROOT / name for name in _SOURCES]
    for folder in _SOURCE_FOLDERS:
        files += [path for path in folder.rglob("*") if path.suffix in {".yml", ".py"}]
    return files
