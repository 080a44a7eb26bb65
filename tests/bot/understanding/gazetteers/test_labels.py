from bot.understanding.gazetteers import label
from bot.understanding.gazetteers.names import load
from bot.understanding.language import VARIETIES


def test_a_value_is_named_in_each_variety() -> None:
    assert label("city", "tanger", "fr") == "Tanger"
    assert label("city", "tanger", "ar") == "طنجة"
    assert label("contract", "internship", "ary-Arab") == "ستاج"


def test_free_text_is_its_own_name() -> None:
    assert label("occupation", "soudeur", "ary-Latn") == "soudeur"
    assert label("city", "atlantis", "fr") == "atlantis"


def test_every_value_has_a_name_in_each_variety() -> None:
    for gazetteer in load():
        for value in gazetteer.labels:
            for variety in VARIETIES:
                assert label(gazetteer.entity, value, variety)
