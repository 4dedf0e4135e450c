"""Services ask each other by HTTP: real servers, real tokens, and what happens when one is away."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from bus import as_rini
from counter import SERVICE
from flask import Flask, request
from shop import Count, a_tally, count
from werkzeug.serving import make_server

from chassis.app import create_app
from chassis.auth import Role, Tokens, sign_token
from chassis.envelope import decode
from chassis.feeds import FeedAway, HttpFeeds
from chassis.outbox import BATCHES
from chassis.peers import PeerAway, PeerRefused, Peers, ServiceToken
from chassis.relay import Relay
from chassis.store import Client
from chassis.testing.rig import KEY, Rig


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """At this address, by a server on a thread."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def silent() -> Iterator[str]:
    """Whoever connects to this address is let in, and never hears anything."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


class Identity:
    """Gives tokens that are good until it changes its mind."""

    def __init__(self) -> None:
        self.given = 0
        self.app = Flask("identity")
        self.app.add_url_rule("/v1/token", view_func=self._token, methods=["POST"])

    def _token(self) -> Any:
        if request.form["client_secret"] != "right":
            return {"error": "invalid_client"}, 401
        self.given += 1
        return {"access_token": f"token-{self.given}", "expires_in": 3600}


class Registry:
    """Answers whatever it is told to, and counts who asked with which token."""

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.tokens: list[str] = []
        self.offices: list[str | None] = []
        self.app = Flask("registry")
        methods = ["GET", "POST", "DELETE"]
        self.app.add_url_rule("/<path:path>", view_func=self._answer, methods=methods)

    def _answer(self, path: str) -> Any:
        self.tokens.append(request.headers["Authorization"].removeprefix("Bearer "))
        self.offices.append(request.headers.get("Pamong-Office"))
        return self.answers.pop(0)


@pytest.fixture
def identity() -> Identity:
    return Identity()


@pytest.fixture
def registry() -> Registry:
    return Registry()


@pytest.fixture
def peers(identity: Identity, registry: Registry) -> Iterator[Peers]:
    with served(identity.app) as tokens, served(registry.app) as address:
        yield Peers({"registry": address}, ServiceToken(tokens, "supervision", "right"))


def test_a_service_asks_with_its_own_token_for_an_office(
    peers: Peers, registry: Registry, identity: Identity
) -> None:
    registry.answers = [{"a": 1}, {"b": 2}, ("", 204)]
    assert peers.get("registry", "/v1/persons", {"limit": 3}, office_id="makassar") == {"a": 1}
    assert peers.post("registry", "/v1/persons", {}) == {"b": 2}
    assert peers.delete("registry", "/v1/persons/1") is None
    assert registry.tokens == ["token-1"] * 3
    assert registry.offices == ["makassar", None, None]
    assert identity.given == 1


def test_a_token_that_is_refused_is_renewed_once(
    peers: Peers, registry: Registry, identity: Identity
) -> None:
    """Identity was restored, or changed its keys, before the token was to end."""
    registry.answers = [({}, 401), {"a": 1}]
    assert peers.get("registry", "/v1/persons") == {"a": 1}
    assert registry.tokens == ["token-1", "token-2"]
    registry.answers = [({}, 401), ({}, 401)]
    with pytest.raises(PeerAway):
        peers.get("registry", "/v1/persons")


@pytest.mark.parametrize("answer", [({}, 500), ({}, 503), ({}, 429), "no json"])
def test_what_may_be_otherwise_later_is_a_peer_that_is_away(
    peers: Peers, registry: Registry, answer: Any
) -> None:
    registry.answers = [answer]
    with pytest.raises(PeerAway):
        peers.get("registry", "/v1/persons")


def test_a_refusal_is_told_with_its_code_and_words(peers: Peers, registry: Registry) -> None:
    registry.answers = [({"code": "not_found", "detail": "Tidak ada."}, 404), ("gone", 410)]
    with pytest.raises(PeerRefused) as refused:
        peers.get("registry", "/v1/persons/1")
    assert (refused.value.status, refused.value.code) == (404, "not_found")
    assert refused.value.detail == "Tidak ada."
    with pytest.raises(PeerRefused) as plain:
        peers.get("registry", "/v1/persons/1")
    assert (plain.value.status, plain.value.code) == (410, "")


def test_nobody_there_is_a_peer_that_is_away(identity: Identity) -> None:
    with served(identity.app) as tokens:
        peers = Peers({"registry": "http://127.0.0.1:1"}, ServiceToken(tokens, "x", "right"))
        with pytest.raises(PeerAway):
            peers.get("registry", "/v1/persons")
        with pytest.raises(PeerAway):
            peers.get("a service that there is not", "/v1/persons")
        assert peers.place_of("registry", uuid4(), seconds=0.5) is None


def test_a_peer_that_accepts_and_never_answers_is_soon_away_and_left_alone_for_a_while() -> None:
    with silent() as address:
        peers = Peers({"registry": address}, lambda: "token")
        took = [seconds_until_away(peers) for _ in range(5)]
    assert took[0] < 8
    assert max(took[1:]) < 0.5


def test_an_identity_that_never_answers_is_soon_left_alone_too() -> None:
    with silent() as address:
        token = ServiceToken(address, "supervision", "right")
        took = [
            seconds_until_away(Peers({"registry": "http://127.0.0.1:1"}, token)) for _ in range(3)
        ]
    assert took[0] < 8
    assert max(took[1:]) < 0.5


def test_the_silence_of_identity_is_not_that_of_the_service_asked(
    identity: Identity, registry: Registry
) -> None:
    registry.answers = [{"a": 1}]
    with silent() as nobody, served(identity.app) as tokens, served(registry.app) as address:
        token = ServiceToken(nobody, "supervision", "right")
        peers = Peers({"registry": address}, token)
        began = time.monotonic()
        with pytest.raises(PeerAway):
            peers.get("registry", "/v1/persons", seconds=2.0)
        assert time.monotonic() - began < 3
        peers._token = ServiceToken(tokens, "supervision", "right")
        assert peers.get("registry", "/v1/persons") == {"a": 1}


def test_a_feed_that_never_answers_costs_its_follower_little() -> None:
    began = time.monotonic()
    with silent() as address, pytest.raises(FeedAway):
        HttpFeeds(Peers({"north": address}, lambda: "token")).head("north")
    assert time.monotonic() - began < 4


def seconds_until_away(peers: Peers) -> float:
    began = time.monotonic()
    with pytest.raises(PeerAway):
        peers.get("registry", "/v1/persons")
    return time.monotonic() - began


def test_without_a_token_a_peer_is_away(identity: Identity, registry: Registry) -> None:
    with served(identity.app) as tokens, served(registry.app) as address:
        peers = Peers({"registry": address}, ServiceToken(tokens, "supervision", "wrong"))
        with pytest.raises(PeerAway):
            peers.get("registry", "/v1/persons")
    assert registry.tokens == []


# The feed of a real service


class Nowhere:
    def publish(self, messages: object) -> None:
        """Confirmed, and gone."""


@pytest.fixture
def north(store_client: Client) -> Rig:
    rig = Rig(SERVICE, store_client, f"feed-{uuid4().hex[:8]}")
    around = rig.runtime.around
    for _ in range(4):
        rig.runtime.transact(count, Count(tally_id=a_tally(), times=150), **as_rini())
        relay = Relay("north", around.client, around.database, Nowhere(), 1)  # type: ignore[arg-type]
        while relay.step():
            pass
    return rig


@pytest.fixture
def feeds(north: Rig) -> Iterator[HttpFeeds]:
    tokens = Tokens(lambda: _keys())
    token = sign_token(KEY, "supervision", [Role.SERVICE], ["*"], 3600)
    with served(create_app(north.runtime, tokens)) as address:
        yield HttpFeeds(Peers({"north": address}, lambda: token))


def test_a_feed_gives_what_is_asked_for_in_order_over_many_pages(feeds: HttpFeeds) -> None:
    head = feeds.head("north")
    assert (head.epoch, head.position, head.settled, list(head.starts)) == (1, 600, 600, [[1, 0]])
    found = list(feeds.between("north", 20, 580))
    assert [each.position for each in found] == list(range(21, 581))
    assert all(decode(each.body).position == each.position for each in found[::100])
    assert list(feeds.between("north", 600, 600)) == []


def test_a_feed_that_no_longer_has_it_says_so(north: Rig, feeds: HttpFeeds) -> None:
    north.runtime.around.database[BATCHES].delete_one({"_id": 151})
    with pytest.raises(FeedAway):
        list(feeds.between("north", 100, 600))
    with pytest.raises(FeedAway):
        list(feeds.between("north", 600, 900))


def test_a_feed_whose_service_is_away_says_so() -> None:
    feeds = HttpFeeds(Peers({"north": "http://127.0.0.1:1"}, lambda: ""))
    with pytest.raises(FeedAway):
        feeds.head("north")


def _keys() -> dict[str, Any]:
    from joserfc.jwk import KeySet

    return dict(KeySet([KEY]).as_dict())
