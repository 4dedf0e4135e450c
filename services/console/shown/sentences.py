"""A sentence for something that a service tells, whatever facts come with it."""

from collections.abc import Mapping
from string import Formatter

from console.speech import WORDS, Speech


def sentence(key: str, facts: Mapping[str, str], speech: Speech) -> str:
    """The sentence with its facts, a dash for one that is missing.

    A kind of thing that nobody wrote a sentence for yet is told by its name.
    """
    if key not in WORDS:
        return key.rpartition(".")[2].replace("_", " ").capitalize()
    text = WORDS.sentences[key][speech.language]
    wanted = {name for _, name, _, _ in Formatter().parse(text) if name}
    return text.format_map({name: facts.get(name, speech.say("blank")) for name in wanted})
