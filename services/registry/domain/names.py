"""Names as people here bear them: one is enough, no surname is asked for (R1)."""

import re
import unicodedata
from dataclasses import dataclass

_ALIAS = re.compile(r"[\s,(]+(?:als\.?|alias)\s+(?P<alias>[^)]+)\)?$", re.IGNORECASE)
_PATRONYMIC = re.compile(r"\s(?P<link>bin|binti)\.?\s+(?P<father>.+)$", re.IGNORECASE)
_OLD_SPELLING = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("j", "y"))
_NOT_A_LETTER = re.compile(r"[^\w\s]|_")
_OFFICES = {"kejari": "kejaksaan-negeri", "kejati": "kejaksaan-tinggi"}
_REPEATED = re.compile(r"(\w)\1+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as written, without the alias; `father` is what follows bin or binti."""

    full: str
    alias: str | None = None
    father: str | None = None


def read_name(text: str) -> Name:
    """Part the alias (after `als.` or `alias`) from the name; spaces are set right."""
    full = " ".join(text.split())
    alias = _ALIAS.search(full)
    if alias:
        full = full[: alias.start()]
    patronymic = _PATRONYMIC.search(full)
    return Name(
        full=full,
        alias=alias["alias"].strip() if alias else None,
        father=patronymic["father"] if patronymic else None,
    )


def search_key(name: str) -> str:
    """What two spellings of one name have in common.

    Case, accents, double letters and the spelling before 1972 (oe, dj, tj, j) make no
    difference, nor does an apostrophe; `j` and `y` fall together, for the old `j` is now `y`.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _NOT_A_LETTER.sub("", plain)
    for old, new in _OLD_SPELLING:
        plain = plain.replace(old, new)
    return " ".join(_REPEATED.sub(r"\1", plain).split())


def same_name_key(name: str) -> str:
    """Equal for one name written in other case or with other spaces, and for nothing else."""
    return " ".join(name.casefold().split())


def search_words(*names: str | None) -> frozenset[str]:
    """The words by which someone of these names is found, each as `search_key` has it."""
    return frozenset(word for name in names if name for word in search_key(name).split())


def prosecutor_code(name: str | None) -> str | None:
    """`kejaksaan-negeri-jakarta-timur`: by what an office is known to programs, however written.

    Kejari and Kejati are the usual short forms; how a place is shortened is not known.
    """
    words = re.findall(r"[a-z0-9]+", (name or "").casefold())
    return "-".join(_OFFICES.get(word, word) for word in words) or None


def initials(name: str) -> str:
    """`S. R.` of Slamet Riyadi: what a list shows of one who is protected as a child (R6)."""
    return " ".join(f"{word[0].upper()}." for word in name.split())
