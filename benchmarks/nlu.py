"""The intent classifier on any labelled file, beside other classifiers in the same run.

    python benchmarks/nlu.py --train FILE --test FILE [--peers] [--json FILE]

Both files hold ``label<TAB>text`` lines. Ours is what the bot uses: its normalisation, features
and classifier. A linear SVM on character n-grams always runs beside it; ``--peers`` adds Rasa's
DIET with its usual featurizers, which takes minutes. Times are of the processor, so that
what else the machine does is not counted; set OMP_NUM_THREADS=1 to compare.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from bot.understanding.intents import IntentModel


class Examples(NamedTuple):
    texts: list[str]
    labels: list[str]


Predict = Callable[[str], str]


class Result(NamedTuple):
    name: str
    accuracy: float
    macro_f1: float
    training_seconds: float
    median_ms: float
    p95_ms: float


def read(path: Path) -> Examples:
    texts, labels = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        label, tab, text = line.partition("\t")
        if not tab:
            raise SystemExit(f"{path}:{number}: not label<TAB>text")
        texts.append(text)
        labels.append(label)
    return Examples(texts, labels)


def ours(train: Examples) -> Predict:
    model = IntentModel().fit(train.texts, train.labels)
    return lambda text: model.rank(text)[0][0]


def linear_svm(train: Examples) -> Predict:
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 5), sublinear_tf=True)
    model = make_pipeline(vectorizer, LinearSVC()).fit(train.texts, train.labels)
    return lambda text: str(model.predict([text])[0])


def measure(
    name: str, fit: Callable[[Examples], Predict], train: Examples, test: Examples
) -> Result:
    started = time.process_time()
    predict = fit(train)
    trained = time.process_time() - started
    predicted, times = [], []
    for text in test.texts:
        before = time.process_time()
        predicted.append(predict(text))
        times.append((time.process_time() - before) * 1000)
    times.sort()
    return Result(
        name,
        float(accuracy_score(test.labels, predicted)),
        float(f1_score(test.labels, predicted, average="macro")),
        trained,
        times[len(times) // 2],
        times[int(len(times) * 0.95)],
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure the intent classifier on a file.")
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--test", type=Path, required=True)
    parser.add_argument("--peers", action="store_true", help="also train Rasa's DIET")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(arguments)
    train, test = read(options.train), read(options.test)
    fits = [("wijha", ours), ("linear SVM, character n-grams", linear_svm)]
    if options.peers:
        from benchmarks.diet import diet  # noqa: PLC0415  TensorFlow takes ten seconds

        fits.append(("Rasa DIET", diet))
    print(f"{len(train.texts)} training messages, {len(test.texts)} test messages,", end=" ")
    print(f"{len(set(train.labels))} labels\n")
    print(f"{'':32}{'accuracy':>10}{'macro-F1':>10}{'train s':>10}{'ms p50':>9}{'ms p95':>9}")
    results = []
    for name, fit in fits:
        result = measure(name, fit, train, test)
        results.append(result._asdict())
        print(
            f"{name:32}{result.accuracy:10.4f}{result.macro_f1:10.4f}"
            f"{result.training_seconds:10.1f}{result.median_ms:9.2f}{result.p95_ms:9.2f}",
            flush=True,
        )
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
