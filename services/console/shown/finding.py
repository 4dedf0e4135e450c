"""What somebody is looked for by: a name, a NIK or its end, a telephone, a register number."""

import re

SEPARATORS = re.compile(r"[\s.\-]+")
REGISTER_NUMBER = re.compile(r"\S*[A-Za-z]\S*/\S*|\S+/\S+")
NIK, NIK_END = 16, 4


def recognised(text: str) -> dict[str, str]:
    """The search that the text looks like, for the registry."""
    text = text.strip()
    digits = SEPARATORS.sub("", text)
    if digits.isdigit() and len(digits) == NIK:
        return {"nik": digits}
    if digits.isdigit() and len(digits) == NIK_END:
        return {"nik_last4": digits}
    if digits.removeprefix("+").isdigit():
        return {"phone": text}
    if REGISTER_NUMBER.fullmatch(text):
        return {"number": text}
    return {"name": text}
