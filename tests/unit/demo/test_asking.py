"""A request is repeated, the same, until somebody answers."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pamong.demo.asking import Away, Refused, Request, Services, Unfinished

ANSWER_OK = (200, b'{"done": true}')
BREAKS_OFF = (0, b"")


class Heard(http.server.BaseHTTPRequestHandler):
    """Gives the answers of `plan`, one a request, and keeps what it was sent."""

    protocol_version = "HTTP/1.1"
    plan: list[tuple[int, bytes]]
    sent: list[tuple[str | None, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.sent.append((self.headers["Idempotency-Key"], body))
        status, content = self.plan.pop(0)
        if status == 0:
            self.close_connection = True
            return
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words: object) -> None:
        """Says nothing."""


@contextmanager
def a_service(*answers: tuple[int, bytes]) -> Iterator[tuple[Services, type[Heard]]]:
    heard = type("Told", (Heard,), {"plan": list(answers), "sent": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), heard)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/registry/api"
        yield Services({"registry": address}, patience=0.3), heard
    finally:
        server.shutdown()
        server.server_close()


def a_request() -> Request:
    return Request(
        method="POST", service="registry", path="/v1/things", body={"id": "1"}, key="key-1"
    )


def test_an_answer_is_decoded():
    with a_service(ANSWER_OK) as (services, _):
        assert services.ask(a_request()) == {"done": True}


@pytest.mark.parametrize("trouble", [BREAKS_OFF, (503, b""), (502, b""), (429, b"")])
def test_a_request_that_nobody_answered_is_sent_again_the_same(trouble):
    with a_service(trouble, ANSWER_OK) as (services, heard):
        assert services.ask(a_request()) == {"done": True}
        first, second = heard.sent
        assert first == second == ("key-1", b'{"id":"1"}')


def test_an_answer_that_is_not_whole_is_asked_for_again():
    def read(content: bytes) -> bytes:
        if content != b"whole":
            raise Unfinished
        return content

    with a_service((200, b"who"), (200, b"whole")) as (services, _):
        assert services.ask(a_request(), read) == b"whole"


def test_patience_ends():
    with (
        a_service(*[(503, b"")] * 20) as (services, _),
        pytest.raises(Away, match="registry/v1/things: 503"),
    ):
        services.ask(a_request())


def test_a_service_that_is_not_there_is_away():
    services = Services({"registry": "http://127.0.0.1:9"}, patience=0.0)
    with pytest.raises(Away):
        services.ask(a_request())


def test_a_refusal_is_not_repeated_and_has_its_code():
    refusal = (409, b'{"code": "already_met", "detail": "Sudah."}')
    with a_service(refusal) as (services, heard):
        with pytest.raises(Refused, match="already_met: Sudah") as raised:
            services.ask(a_request())
        assert (raised.value.status, raised.value.code) == (409, "already_met")
        assert len(heard.sent) == 1


def test_whoever_stops_is_not_kept_waiting():
    with a_service((503, b""), ANSWER_OK) as (services, _):
        services.stopping.set()
        with pytest.raises(Away):
            services.ask(a_request())
