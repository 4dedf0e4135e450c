"""The lines of a text file in any of the encodings that offices save in."""

import codecs
import io
from collections import deque
from typing import BinaryIO

LONGEST_LINE = 1 << 18
"""Bytes; a longer line is no row, and is not held in memory."""
DAMAGED = "\0"
"""Ends a line that is not text throughout; a NUL in the file says the same."""


class Lines:
    """Lines without their ends, read one at a time; some may be put back.

    UTF-8 with or without a mark, UTF-16 with one; what is not UTF-8 in a file that does not
    claim to be is Windows-1252.
    """

    def __init__(self, stream: BinaryIO) -> None:
        start = stream.read(4)
        self._claims_utf8 = start.startswith(codecs.BOM_UTF8)
        stream.seek(len(codecs.BOM_UTF8) if self._claims_utf8 else 0)
        self._stream = stream
        self._wide: io.TextIOWrapper | None = None
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._wide = io.TextIOWrapper(stream, "utf-16", errors="replace", newline="\n")
        self._put_back: deque[str] = deque()

    def next(self) -> str | None:
        """The next line, None after the last."""
        if self._put_back:
            return self._put_back.popleft()
        raw = self._read()
        if not raw:
            return None
        whole = raw.endswith(b"\n") or len(raw) < LONGEST_LINE
        line = self._decoded(raw).rstrip("\r\n")
        while not whole:
            rest = self._read()
            whole = rest.endswith(b"\n") or not rest
            line = line[:100] + DAMAGED
        return line

    def put_back(self, lines: list[str]) -> None:
        """These come next, in this order."""
        self._put_back.extendleft(reversed(lines))

    def _read(self) -> bytes:
        if self._wide is not None:
            return self._wide.readline(LONGEST_LINE // 4).encode()
        return self._stream.readline(LONGEST_LINE)

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            if self._claims_utf8:
                return raw.decode("utf-8", "replace") + DAMAGED
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            return raw.decode("cp1252", "replace") + DAMAGED
