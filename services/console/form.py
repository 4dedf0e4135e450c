"""A form between page and service: what was typed, what is wrong with it, and its own key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from chassis.ids import new_id
from console.answers import Refusal

KEY, VERSION, SURE = "form_key", "form_version", "form_sure"
"""The hidden fields of every form. `form_sure`: the user has answered what is asked once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`key` makes a double click one thing; `version` is that of the thing when it was shown.

    `errors` are by field; `message` is what stands above the form. `is_stale`: somebody else
    changed the thing meanwhile.
    """

    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    message: str | None = None
    code: str | None = None
    key: str = field(default_factory=lambda: str(new_id()))
    version: str | None = None
    is_stale: bool = False
    is_sure: bool = False

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> Self:
        """As the browser sent it."""
        hidden = (KEY, VERSION, SURE)
        typed = {name: text.strip() for name, text in sent.items() if name not in hidden}
        return cls(
            typed=typed,
            key=sent.get(KEY) or str(new_id()),
            version=sent.get(VERSION) or None,
            is_sure=sent.get(SURE) == "yes",
        )

    def __getitem__(self, name: str) -> str:
        return self.typed.get(name, "")

    def refused(self, refusal: Refusal) -> Self:
        """The same with what the service found wrong: nothing that was typed is lost."""
        return replace(
            self,
            errors=dict(refusal.errors),
            message=refusal.detail,
            code=refusal.code,
            is_stale=refusal.is_stale,
            is_sure=False,
        )

    def failed(self, message: str, code: str | None = None) -> Self:
        """The same with a word on why nothing was saved."""
        return replace(self, message=message, code=code, is_sure=False)

    def wrong(self, field: str, detail: str) -> Self:
        return replace(self, errors={**self.errors, field: detail}, is_sure=False)

    def facing(self, version: str | None) -> Self:
        """The same against the thing as it is now."""
        return replace(self, version=version)

    def anew(self, version: object) -> Self:
        """A blank form of its own for a thing in a list."""
        shown = None if version is None else f'"{version}"'
        return replace(self, typed={}, errors={}, key=str(new_id()), version=shown)

    def marks(self, name: str) -> dict[str, str]:
        """What an input says of itself when something is wrong with it."""
        if name not in self.errors:
            return {}
        return {"aria-invalid": "true", "aria-describedby": f"{name}-wrong"}

    def hidden(self) -> dict[str, str]:
        """What a page that asks once more carries along."""
        return {**self.typed, KEY: self.key, **({VERSION: self.version} if self.version else {})}


def nested(typed: Mapping[str, str], names: Iterable[str]) -> dict[str, Any]:
    """`{"person.nik": "…"}` as `{"person": {"nik": "…"}}`; what was left blank is left out."""
    body: dict[str, Any] = {}
    for name in names:
        if not (text := typed.get(name, "").strip()):
            continue
        *above, last = name.split(".")
        inner = body
        for each in above:
            inner = inner.setdefault(each, {})
        inner[last] = text
    return body


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field of a form, as typed and as it stands now."""

    field: str
    typed: str
    now: str

    @property
    def differs(self) -> bool:
        return self.typed != self.now


def differences(
    typed: Mapping[str, str], now: Mapping[str, Any], names: Iterable[str]
) -> tuple[Difference, ...]:
    """Both versions of each field that the form has, side by side."""
    return tuple(
        Difference(field=name, typed=typed.get(name, ""), now=text_of(now, name))
        for name in names
        if name in typed
    )


def text_of(thing: Mapping[str, Any], name: str) -> str:
    """The value at a dotted name, as a form shows it."""
    found: Any = thing
    for each in name.split("."):
        found = found.get(each) if isinstance(found, Mapping) else None
    return "" if found is None else str(found)
