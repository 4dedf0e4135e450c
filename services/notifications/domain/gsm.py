"""How long a short message is: septets of the alphabet of GSM 03.38."""

import unicodedata

ONE_MESSAGE = 160
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWO_SEPTETS = frozenset("^{}\\[~]|€")


def septets(text: str) -> int:
    """The length of `text` on the air; it holds only characters of the alphabet."""
    return sum(2 if each in _TWO_SEPTETS else 1 for each in text)


def unknown_characters(text: str) -> str:
    """Those characters of `text` that would make a short message cost more than twice its room."""
    return "".join(sorted(set(text) - _BASIC - _TWO_SEPTETS))


def spelt(text: str) -> str:
    """`text` in the alphabet: other letters lose their marks, typographic ones become plain."""
    plain = text.translate({0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2013: "-", 0x2014: "-"})
    return "".join(_spelt(each) for each in plain)


def _spelt(character: str) -> str:
    if character in _BASIC:
        return character
    parts = unicodedata.normalize("NFKD", character)
    return "".join(each for each in parts if each in _BASIC)
