"""Style sheet, scripts and pictures: read once, sent pressed, kept by browsers for a year."""

import gzip
import hashlib
import mimetypes
from importlib.resources import files

from flask import Flask, Response, abort, request

PRESSED_FROM = 600
YEAR = 31_536_000
TYPES = ("text/", "application/javascript", "image/svg+xml", "application/json")


class Statics:
    """The files of the package's `static` folder; a name with its mark changes with its content."""

    def __init__(self) -> None:
        folder = files("console").joinpath("static")
        self._files = {each.name: each.read_bytes() for each in folder.iterdir()}
        self._pressed = {name: gzip.compress(each, 9) for name, each in self._files.items()}
        self._marks = {
            name: hashlib.sha256(each).hexdigest()[:10] for name, each in self._files.items()
        }

    def address(self, name: str) -> str:
        return f"/static/{self._marks[name]}/{name}"

    def answer(self, mark: str, name: str) -> Response:
        if self._marks.get(name) != mark:
            abort(404)
        pressed = _takes_gzip()
        answer = Response((self._pressed if pressed else self._files)[name])
        answer.content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        answer.headers["Vary"] = "Accept-Encoding"
        if pressed:
            answer.headers["Content-Encoding"] = "gzip"
        return answer


def register(app: Flask) -> None:
    """Serve the files, and send every larger page pressed, for slow lines."""
    statics = Statics()
    app.add_url_rule("/static/<mark>/<name>", "static_file", statics.answer)
    app.jinja_env.globals["static"] = statics.address
    app.after_request(_press)


def _press(answer: Response) -> Response:
    if (
        _takes_gzip()
        and answer.mimetype == "text/html"
        and "Content-Encoding" not in answer.headers
        and not answer.is_streamed
    ):
        whole = answer.get_data()
        if len(whole) >= PRESSED_FROM:
            answer.set_data(gzip.compress(whole, 6))
            answer.headers["Content-Encoding"] = "gzip"
            answer.headers.add("Vary", "Accept-Encoding")
    return answer


def _takes_gzip() -> bool:
    return request.accept_encodings["gzip"] > 0
