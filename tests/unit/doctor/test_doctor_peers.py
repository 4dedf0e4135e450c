import threading
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from chassis.children import free_port
from pamong.doctor.peers import peers


@contextmanager
def a_service(status: int, body: str) -> Iterator[str]:
    """Something that gives one answer to everything."""

    @Request.application
    def answer(_: Request) -> Response:
        return Response(body, status, content_type="application/json")

    server = make_server("127.0.0.1", 0, answer)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        serving.join()


def test_each_service_is_ready_or_says_what_it_lacks_or_is_away(told):
    away = f"http://127.0.0.1:{free_port()}"
    with (
        a_service(200, '{"status": "ready"}') as ready,
        a_service(503, '{"missing": ["store: AutoReconnect"]}') as waiting,
        a_service(502, "<html>") as behind_a_proxy,
    ):
        found = list(
            peers(
                {
                    "identity": ready,
                    "registry": waiting,
                    "supervision": behind_a_proxy,
                    "training": away,
                }
            )
        )
    assert told(*found) == [
        "peer.ready",
        "clock.same",
        "peer.not_ready",
        "peer.not_ready",
        "peer.away",
    ]
    assert found[2].facts["missing"] == "store: AutoReconnect"
    assert found[3].facts["missing"] == "HTTP 502"
