"""Who comes in, what leaves, and what a stranger sees, while no service answers."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from chassis.children import free_port
from chassis.clock import WIB
from console.app import create_console
from console.guard import is_our_path
from console.store.reports import Reports
from console.store.sessions import SESSIONS, Sessions

SECRET = b"s" * 32
ME = {
    "id": "0190d6a2-7b1c-7e3a-9f00-3f1b6c1d2e4f",
    "username": "siti",
    "name": "Siti Rohmah",
    "roles": ["officer"],
    "offices": ["jakarta-timur-utara"],
}


@pytest.fixture
def console(database):
    """A console whose services are all away."""
    away = f"http://127.0.0.1:{free_port()}"
    names = ("identity", "registry", "supervision")
    return create_console(database, dict.fromkeys(names, away), SECRET, zone=WIB)


@pytest.fixture
def stranger(console):
    return console.test_client()


@pytest.fixture
def signed_in(console, database):
    client = console.test_client()
    client.set_cookie("pamong", Sessions(database, SECRET).open("a.bearer.token", ME))
    return client


def form_token(client, path="/"):
    return re.search(r'name="form_token" value="([^"]+)"', client.get(path).text)[1]


def test_a_stranger_is_led_to_where_one_signs_in_and_back_afterwards(stranger):
    answer = stranger.get("/today")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/today"


def test_signing_in_while_identity_is_away_says_so_and_keeps_the_user_name(stranger):
    token = form_token(stranger)
    answer = stranger.post(
        "/sign-in", data={"form_token": token, "username": "siti", "password": "x"}
    )
    assert answer.status_code == 503
    assert "sedang tidak menjawab" in answer.text
    assert 'value="siti"' in answer.text
    assert 'value="x"' not in answer.text


def test_a_form_without_its_token_is_refused(stranger):
    answer = stranger.post("/sign-in", data={"username": "siti", "password": "x"})
    assert answer.status_code == 400


def test_a_form_of_another_browser_is_refused(console, stranger):
    other = form_token(console.test_client())
    form_token(stranger)
    assert stranger.post("/sign-out", data={"form_token": other}).status_code == 400


def test_a_form_from_another_site_is_refused(stranger):
    token = form_token(stranger)
    answer = stranger.post(
        "/sign-out", data={"form_token": token}, headers={"Origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 400


def test_tokens_of_forms_differ_each_time(stranger):
    assert form_token(stranger) != form_token(stranger)


@pytest.mark.parametrize("path", ["/", "/tour", "/no-such-page", "/today"])
def test_every_answer_is_guarded_and_kept_by_nobody(stranger, path):
    headers = stranger.get(path).headers
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_cookie_is_for_this_site_and_no_script(stranger):
    cookie = stranger.get("/").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_never_travels_in_the_open(stranger):
    answer = stranger.get("/", base_url="https://pamong.example")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "Strict-Transport-Security" in answer.headers


def test_behind_a_proxy_that_speaks_https_it_is_the_same(stranger):
    answer = stranger.get("/", headers={"X-Forwarded-Proto": "https"})
    assert "Secure" in answer.headers["Set-Cookie"]


def test_those_who_watch_over_processes_are_answered_without_a_session(stranger):
    assert stranger.get("/health").json == {"status": "up"}
    assert stranger.get("/ready").json == {"status": "ready"}
    assert "Set-Cookie" not in stranger.get("/health").headers


def test_a_page_whose_services_are_away_says_what_is_missing(signed_in):
    answer = signed_in.get("/today")
    assert answer.status_code == 200
    assert "sedang tidak menjawab" in answer.text


def test_a_page_that_is_nothing_without_its_service_says_to_come_back(signed_in):
    answer = signed_in.get(f"/obligations/{ME['id']}/log")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


def test_signing_out_ends_the_session(signed_in):
    token = form_token(signed_in, "/find")
    signed_in.post("/sign-out", data={"form_token": token})
    assert signed_in.get("/find").status_code == 303


def test_a_screen_left_alone_shows_nobody_any_more(signed_in):
    assert signed_in.get("/left-alone").location == "/sign-in?why=idle"
    assert signed_in.get("/find").status_code == 303


def test_half_an_hour_of_silence_ends_a_session(database):
    sessions = Sessions(database, SECRET)
    cookie = sessions.open("a.bearer.token", ME)
    assert sessions.find(cookie) is not None
    long_ago = datetime.now(UTC) - timedelta(minutes=31)
    database[SESSIONS.name].update_many({}, {"$set": {"seen_at": long_ago}})
    assert sessions.find(cookie) is None


def test_the_database_alone_opens_no_session(database):
    sessions = Sessions(database, SECRET)
    cookie = sessions.open("a.bearer.token", ME)
    kept = database[SESSIONS.name].find_one({})
    assert "a.bearer.token" not in str(kept)
    assert cookie not in str(kept)
    session = sessions.find(cookie)
    assert sessions.token(session, cookie) == "a.bearer.token"
    assert sessions.token(session, "another cookie") is None


def test_the_language_is_indonesian_until_the_user_chooses(stranger):
    assert '<html lang="id">' in stranger.get("/").text
    token = form_token(stranger)
    stranger.post("/language", data={"form_token": token, "language": "en", "back": "/tour"})
    assert '<html lang="en">' in stranger.get("/").text


def test_nobody_is_sent_to_another_site():
    assert is_our_path("/today")
    for elsewhere in ("https://x.example", "//x.example", "/\\x.example", "", None, "today"):
        assert not is_our_path(elsewhere)


def test_a_double_click_begins_one_import(database):
    reports = Reports(database)
    assert reports.begin("form-key", "siti")
    assert not reports.begin("form-key", "siti")


def test_a_report_is_its_own_users(database):
    reports = Reports(database)
    reports.begin("form-key", "siti")
    assert reports.find("form-key", "somebody else") is None


def test_the_style_sheet_is_pressed_and_kept_for_long(stranger):
    address = re.search(r'href="(/static/\w+/console.css)"', stranger.get("/").text)[1]
    answer = stranger.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_samples_are_offered_when_there_are_some(database):
    samples = [("siti", "rahasia", "Siti Rohmah, PK")]
    client = create_console(database, {}, SECRET, zone=WIB, demo=lambda: samples).test_client()
    assert "Siti Rohmah, PK" in client.get("/").text
