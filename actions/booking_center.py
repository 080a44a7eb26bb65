"""Which centre a message chooses: by name, by city, by the kind of its house, or by its place."""

from __future__ import annotations

from actions.booking_draft import Draft
from actions.booking_heard import Heard
from bot.appointments.booking_words import center_in, chooses, kind_in, place_in
from bot.appointments.centers import Center, centers, centers_of


def candidates(draft: Draft) -> list[Center]:
    """Return the centres to choose from, in the order in which they are offered."""
    among = centers_of(draft.city) if draft.city else list(centers().values())
    return [each for each in among if each.kind == draft.kind] or among


def names_center(heard: Heard, draft: Draft) -> bool:
    """Whether a message chooses a centre, or narrows the choice, by words alone."""
    if heard.is_question or not chooses(heard.text):
        return False
    named = heard.cities or heard.centers  # "the one in Casa that is nearest"
    return bool(named or _chosen(heard, draft) or kind_in(heard.text))


def other_center(heard: Heard, draft: Draft) -> Center | None:
    """Return the centre that a change of mind names in words, of all or of the same city."""
    former = centers().get(draft.center or "")
    among = [each for each in centers().values() if each != former]
    here = [each for each in among if former and each.city == former.city]
    return center_in(heard.text, among) or center_in(heard.text, here)


def take_center(heard: Heard, draft: Draft, asked: bool, changed: bool = False) -> bool:
    """Put the centre that was named into the draft.

    Args:
        heard: The message.
        draft: What is changed.
        asked: Whether the centre was asked for, so that a word or a number chooses it.
        changed: Whether something said before is taken back, so that its name changes it.

    Returns:
        False when a city without a centre was named.
    """
    other = other_center(heard, draft) if changed and draft.center else None
    if other:
        _settle(draft, other)
    elif heard.centers and heard.centers[0] in centers():
        _settle(draft, centers()[heard.centers[0]])
    elif heard.cities:
        return _in_city(heard, draft)
    elif asked and heard.text:
        chosen = _chosen(heard, draft)
        if chosen:
            _settle(draft, chosen)
        else:
            draft.kind = kind_in(heard.text) or draft.kind
    return True


def _in_city(heard: Heard, draft: Draft) -> bool:
    here = next((city for city in heard.cities if centers_of(city)), None)
    if here is None:
        draft.center = draft.city = draft.kind = None
        return False
    known = centers_of(here)
    kept = [each for each in known if each.id == draft.center]
    of_kind = [each for each in known if each.kind == draft.kind]
    named = center_in(heard.text, known)
    among = [named] if named else kept or of_kind or known
    if len(among) == 1:
        _settle(draft, among[0])
    else:
        draft.center, draft.city = None, here
    return True


def _chosen(heard: Heard, draft: Draft) -> Center | None:
    among = candidates(draft)
    named = center_in(heard.text, among)
    if named or heard.has_time:
        return named
    place = heard.number or place_in(heard.text)
    return among[place - 1] if place and place <= len(among) else None


def _settle(draft: Draft, center: Center) -> None:
    draft.center, draft.city, draft.kind = center.id, None, None
