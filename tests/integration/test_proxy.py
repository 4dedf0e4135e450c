"""The proxy at the door of the stack: what reaches the services, and where browsers are sent."""

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chassis.children import free_port, listens
from pamong.deployment.secret_files import make_all

HERE = Path(__file__).parents[2] / "deploy" / "proxy"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
PUBLIC = "9443"
SERVICE = "http://$service-api:8000"
CONSOLE = "http://console:8000"

pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


class Behind(BaseHTTPRequestHandler):
    """Answers with what it was asked for, to the letter."""

    def do_GET(self) -> None:
        body = f"{self.path} {self.headers['X-Forwarded-Proto']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Quiet."""


@contextmanager
def behind() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The ports of HTTP and of HTTPS. Every service, and the console, is the same server."""
    folder = tmp_path_factory.mktemp("proxy")
    make_all(folder / "secrets", "localhost")
    plain, secure = free_port(), free_port()
    with behind() as address:
        conf = (HERE / "nginx.conf").read_text()
        for name, here in {
            "/tmp/": f"{folder}/",
            "/run/tls": f"{folder}/secrets/tls",
            SERVICE: address,
            CONSOLE: address,
            "listen 8080": f"listen 127.0.0.1:{plain}",
            "listen 8443": f"listen 127.0.0.1:{secure}",
            "HTTPS_PORT": PUBLIC,
        }.items():
            assert name in conf, name
            conf = conf.replace(name, here)
        (folder / "nginx.conf").write_text(conf)
        command = [str(NGINX), "-c", f"{folder}/nginx.conf", "-g", "daemon off;"]
        running = subprocess.Popen(command)
        try:
            while not listens(secure):
                assert running.poll() is None
            yield plain, secure
        finally:
            running.terminate()
            running.wait()


def asked(door: tuple[int, int], path: str) -> tuple[int, str]:
    """The path is sent as it is written."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    line = HTTPSConnection("127.0.0.1", door[1], context=trusting, timeout=10)
    line.request("GET", path)
    answer = line.getresponse()
    return answer.status, answer.read().decode()


@pytest.mark.parametrize(
    "path",
    [
        "/v1/persons?number=A%2F12&name=siti%20aminah",
        "/v1/persons/a%2Fb%3Fc%23d%0Ae",
        "/v1/persons/a%252Fb",
        "/openapi.json",
        "/",
    ],
)
def test_a_service_is_asked_to_the_letter(door: tuple[int, int], path: str) -> None:
    assert asked(door, f"/registry/api{path}") == (200, f"{path} https")


def test_the_console_is_asked_to_the_letter(door: tuple[int, int]) -> None:
    assert asked(door, "/find?q=a%2Fb") == (200, "/find?q=a%2Fb https")
    assert asked(door, "/a%2Fb") == (200, "/a%2Fb https")


@pytest.mark.parametrize(
    "path",
    [
        "/registry/api/metrics",
        "/registry/api/ready",
        "/registry/api//metrics",
        "/registry/api/%6Detrics",
        "/registry/api/v1/../metrics",
        "/registry/api/metrics/",
    ],
)
def test_what_is_for_those_within_is_not_there(door: tuple[int, int], path: str) -> None:
    assert asked(door, path)[0] == 404


def test_who_comes_without_tls_is_sent_to_the_port_that_is_reached_from_outside(
    door: tuple[int, int],
) -> None:
    line = HTTPConnection("127.0.0.1", door[0], timeout=10)
    line.request("GET", "/find?q=a%2Fb", headers={"Host": "pamong.example:8080"})
    answer = line.getresponse()
    assert answer.status == 308
    assert answer.getheader("Location") == f"https://pamong.example:{PUBLIC}/find?q=a%2Fb"
