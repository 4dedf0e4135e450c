"""The secrets of a stack as files: made once, each readable by whoever needs it and no other.

A folder for each process, so that a container is given its own and nothing else. The field
encryption key lies apart, since it must be kept apart from the backups.
"""

import base64
import hashlib
import json
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chassis.peers import service_secret
from chassis.privacy import MASTER_KEY_BYTES
from chassis.settings import SERVICES

KEEP_APART = "field-key/master"
CONTAINER_USER = 10001
STORE, BROKER, MANAGEMENT = "mongo:27017", "rabbitmq:5672", "rabbitmq:15672"
EVENTS = r"^pamong\.events$"
WRITES = {"agencies": r"^(pamong\.events|amq\.default)$"}
"""Agencies' own queues are reached by name, through the default exchange."""
ADMIN = "agencies-admin"
"""Makes the queues and users of other agencies; reads and writes nothing."""
MAKER, LOG = "prepare", r"^pamong\.(events|log)$"
"""Makes the log at each start of the stack."""
CERTIFICATE_DAYS = 825
"""Browsers refuse certificates that are valid for longer."""


def make_all(folder: Path, host: str) -> list[str]:
    """Make what is missing; the names of the files made. Nothing that exists is changed."""
    files = Files(folder)
    files.make(KEEP_APART, lambda: os.urandom(MASTER_KEY_BYTES))
    root = files.make("identity/secret", _password)
    for service in (*SERVICES, "console"):
        password = files.make(f"{service}/store-password", _password)
        files.make(f"{service}/store-url", partial(_store_url, service, password, service))
        if service != "identity":
            files.make(f"{service}/secret", partial(_service_secret, root, service))
    for service in SERVICES:
        password = files.make(f"{service}/broker-password", _password)
        files.make(f"{service}/broker-url", partial(_broker_url, service, password))
    for account in ("operator", "importer"):
        files.make(f"{account}/secret", partial(_service_secret, root, account))
    files.make("console/session-secret", _password)
    password = files.make("store/root-password", _password)
    files.make("store/keyfile", lambda: base64.b64encode(os.urandom(512)))
    files.make("prepare/store-url", lambda: _store_url("root", password, "admin"))
    admin = files.make("agencies/broker-admin-password", _password)
    files.make("agencies/broker-admin-url", partial(_admin_url, admin))
    maker = files.make("prepare/broker-password", _password)
    files.make("prepare/broker-url", partial(_broker_url, MAKER, maker))
    # The broker runs as a user of its own; what it reads holds salted hashes only.
    files.make("broker/definitions.json", lambda: _definitions(files, admin, maker), mode=0o444)
    _make_certificate(files, host)
    return files.made


class Files:
    """Files below `folder`, written whole, for the containers' user alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []

    def make(self, name: str, content: Callable[[], bytes], mode: int = 0o400) -> bytes:
        """The file's content, made now where there is none."""
        path = self.folder / name
        if not path.exists():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(mode=0o755 if mode & 0o044 else 0o700, exist_ok=True)
            unfinished = path.with_name(f"{path.name}.new")
            unfinished.touch(mode=0o400)
            unfinished.chmod(0o600)
            unfinished.write_bytes(content())
            unfinished.chmod(mode)
            self._give_away(unfinished)
            unfinished.replace(path)
            self.made.append(name)
        return path.read_bytes()

    def _give_away(self, path: Path) -> None:
        """Made by root they are the containers' user's; else that user is whoever made them."""
        if os.getuid() == 0:
            os.chown(path, CONTAINER_USER, CONTAINER_USER)
            os.chown(path.parent, CONTAINER_USER, CONTAINER_USER)
            os.chown(self.folder, CONTAINER_USER, CONTAINER_USER)


def _password() -> bytes:
    return secrets.token_urlsafe(32).encode()


def _store_url(user: str, password: bytes, source: str) -> bytes:
    options = f"authSource={source}&directConnection=true"
    return f"mongodb://{user}:{password.decode()}@{STORE}/?{options}".encode()


def _broker_url(user: str, password: bytes) -> bytes:
    return f"amqp://{user}:{password.decode()}@{BROKER}/%2F".encode()


def _admin_url(password: bytes) -> bytes:
    return f"http://{ADMIN}:{password.decode()}@{MANAGEMENT}".encode()


def _service_secret(root: bytes, service: str) -> bytes:
    return service_secret(root, service).encode()


def _definitions(files: Files, admin: bytes, maker: bytes) -> bytes:
    """RabbitMQ's users: a service may publish events and read the log, no more.

    No queue is in it: RabbitMQ reads it at each start, and 4 does not start where it names a
    stream that is there already.
    """
    users = [_user(ADMIN, admin, "administrator"), _user(MAKER, maker, "")]
    rights = [_rights(ADMIN, r"^agency\.", "^$", "^$"), _rights(MAKER, LOG, LOG, LOG)]
    for service in SERVICES:
        password = (files.folder / service / "broker-password").read_bytes()
        users.append(_user(service, password, ""))
        rights.append(_rights(service, "^$", WRITES.get(service, EVENTS), r"^pamong\.log$"))
    told = {"vhosts": [{"name": "/"}], "users": users, "permissions": rights}
    return json.dumps(told, indent=1).encode()


def _user(name: str, password: bytes, tags: str) -> dict[str, Any]:
    salt = os.urandom(4)
    digest = base64.b64encode(salt + hashlib.sha256(salt + password).digest()).decode()
    algorithm = "rabbit_password_hashing_sha256"
    return {"name": name, "password_hash": digest, "hashing_algorithm": algorithm, "tags": tags}


def _rights(user: str, configure: str, write: str, read: str) -> dict[str, str]:
    return {"user": user, "vhost": "/", "configure": configure, "write": write, "read": read}


def _reached_as(*hosts: str) -> x509.SubjectAlternativeName:
    """Names, or addresses where there is no name."""
    names: list[x509.GeneralName] = []
    for host in dict.fromkeys(hosts):
        try:
            names.append(x509.IPAddress(ip_address(host)))
        except ValueError:
            names.append(x509.DNSName(host))
    return x509.SubjectAlternativeName(names)


def _make_certificate(files: Files, host: str) -> None:
    """A self-signed one, for a first try; put a real one in its place."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=CERTIFICATE_DAYS))
        .add_extension(_reached_as(host, "localhost"), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    if not (files.folder / "tls" / "key.pem").exists():
        files.make("tls/key.pem", lambda: private)
        files.make("tls/certificate.pem", lambda: certificate.public_bytes(pem))
