"""Another agency, in another building: what the operator handed over, and nothing else."""

import json
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pika
import requests
from compose import AMQPS_PORT, HTTPS_PORT, ROOT, ComposeStack

KIT = ROOT / "subscriber"
OUTSIDE = f"https://localhost:{HTTPS_PORT}"
DOORS = ("--public", OUTSIDE, "--broker", f"amqps://localhost:{AMQPS_PORT}")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A folder with credentials and certificate; the office they are of."""

    folder: Path
    given: dict[str, str]

    @property
    def queue(self) -> str:
        return self.given["queue"]

    @contextmanager
    def following(self) -> Iterator[IO[str]]:
        """What the example program says while it runs."""
        program = subprocess.Popen(
            [sys.executable, KIT / "examples" / "follow.py", "credentials.json", "certificate.pem"],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(KIT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert program.stdout is not None
        try:
            yield program.stdout
            assert program.poll() is None
        finally:
            program.terminate()
            program.wait()

    def at_the_broker(self) -> pika.BlockingConnection:
        parameters = pika.URLParameters(self.given["broker_url"])
        trusted = ssl.create_default_context(cafile=self.folder / "certificate.pem")
        parameters.ssl_options = pika.SSLOptions(trusted)
        return pika.BlockingConnection(parameters)

    def asks(self, path: str, **headers: str) -> int:
        """The status with which a page of the services answers to the agency's token."""
        form = {
            "grant_type": "client_credentials",
            "client_id": self.given["client_id"],
            "client_secret": self.given["client_secret"],
        }
        trusted = str(self.folder / "certificate.pem")
        signed = requests.post(self.given["token_url"], form, verify=trusted, timeout=30)
        token = signed.json()["access_token"]
        headers = {
            "Authorization": f"Bearer {token}",
            "Pamong-Office": self.given["office"],
            **headers,
        }
        address = f"{OUTSIDE}/{path}"
        return requests.get(address, headers=headers, verify=trusted, timeout=30).status_code


def handed_over(stack: ComposeStack, folder: Path, *command: str) -> Elsewhere:
    """What `pamong agency …` prints, as the operator runs it in the stack."""
    printed = stack.run("run", "--rm", "-T", "operator", "agency", *command, *DOORS)
    given: dict[str, Any] = json.loads(printed)
    folder.mkdir()
    (folder / "credentials.json").write_text(printed)
    (folder / "certificate.pem").write_bytes(stack.certificate)
    return Elsewhere(folder, given)
