"""Mails for those who work in the office, over a real SMTP server."""

import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from notifications_office import JUNE_7, NotificationsOffice, said

from chassis.auth import Role
from notifications.app import service
from notifications.carriers.smtp import MailServer

ANSWERS = {"busy@example.id": "451 later", "gone@example.id": "550 no such user"}


class Mailbox:
    """Takes every mail but those to the addresses above."""

    def __init__(self) -> None:
        self.mails: list[str] = []
        self.rejects_content = False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in ANSWERS:
            return ANSWERS[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.rejects_content:
            return "554 not this"
        self.mails.append(envelope.content.decode())
        return "250 OK"


def a_free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, MailServer]]:
    box = Mailbox()
    port = a_free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    sender = "pamong@example.id"
    yield box, MailServer(host="127.0.0.1", port=port, sender=sender, security="none")
    server.stop()


@pytest.fixture
def mailed(store_client, database, owners, peers, mailbox) -> NotificationsOffice:
    sending = service(mailbox[1])
    return NotificationsOffice(store_client, database.name, owners, peers, sending)


def start_overdue(office):
    person = office.client()
    overdue = {
        "case_id": str(person),
        "person_id": str(person),
        "officer_id": str(office.officer_id),
        "due": "2021-06-03",
    }
    office.rig.hear("supervision.start-overdue", overdue, person=person)
    return person


def test_an_officer_who_gave_an_address_gets_a_mail_that_names_nobody(mailed, mailbox):
    mailed.hear_mail(mailed.officer)
    person = start_overdue(mailed)
    mailed.at(JUNE_7)
    (mail,) = mailbox[0].mails
    assert "To: siti@example.id" in mail
    assert "klien yang terlambat ditemui" in mail
    assert "Message-ID: <" in mail
    for personal in ("Slamet", str(person), "+62"):
        assert personal not in mail
    assert mailed.states(channel="mail") == ["sent"]


def test_mails_leave_at_night_too(mailed, mailbox):
    mailed.hear_mail(mailed.officer)
    mailed.rig.move(JUNE_7, 22)
    start_overdue(mailed)
    mailed.rig.run_jobs()
    assert len(mailbox[0].mails) == 1


def test_whoever_has_the_role_gets_it_where_it_is_for_a_role(mailed, mailbox):
    mailed.hear_mail(mailed.supervisor, "kasubsi@example.id")
    start_overdue(mailed)
    mailed.at(JUNE_7)
    assert ["To: kasubsi@example.id" in each for each in mailbox[0].mails] == [True]


def test_a_user_who_was_switched_off_gets_none(mailed, mailbox):
    mailed.hear_mail(mailed.officer)
    off = {"user_id": str(mailed.officer_id), "roles": ["officer"], "active": False}
    mailed.rig.hear("identity.user-changed", off)
    start_overdue(mailed)
    mailed.at(JUNE_7)
    assert mailbox[0].mails == []


def test_what_was_seen_before_the_mail_left_is_not_mailed(mailed, mailbox):
    mailed.hear_mail(mailed.officer)
    start_overdue(mailed)
    (item,) = mailed.inbox(kind="start_overdue")
    said(mailed.officer.post(f"/v1/inbox/{item['id']}/seen"))
    mailed.at(JUNE_7)
    assert mailbox[0].mails == []


def test_without_an_address_the_inbox_is_all(mailed, mailbox):
    start_overdue(mailed)
    mailed.at(JUNE_7)
    assert mailbox[0].mails == []
    assert len(mailed.inbox(kind="start_overdue")) == 1


@pytest.mark.parametrize(
    ("address", "state", "why"),
    [("busy@example.id", "retrying", "smtp_451"), ("gone@example.id", "failed", "smtp_550")],
)
def test_a_refusal_that_passes_is_tried_again_and_one_for_good_is_not(
    mailed, mailbox, address, state, why
):
    mailed.hear_mail(mailed.officer, address)
    start_overdue(mailed)
    mailed.at(JUNE_7)
    (message,) = mailed.messages(channel="mail")
    assert (message["state"], message["history"][-1]["why"]) == (state, why)


def test_a_mail_that_the_server_will_not_take_has_failed(mailed, mailbox):
    mailbox[0].rejects_content = True
    mailed.hear_mail(mailed.officer)
    start_overdue(mailed)
    mailed.at(JUNE_7)
    assert mailed.states(channel="mail") == ["failed"]


def test_one_refused_mail_does_not_keep_back_the_others(mailed, mailbox):
    mailed.hear_mail(mailed.officer, "gone@example.id")
    mailed.hear_mail(mailed.supervisor, "kasubsi@example.id")
    start_overdue(mailed)
    mailed.at(JUNE_7)
    assert len(mailbox[0].mails) == 1


def test_while_the_mail_server_is_away_mails_wait(store_client, database, owners, peers):
    away = MailServer(host="127.0.0.1", port=1, sender="p@example.id", security="none")
    office = NotificationsOffice(store_client, database.name, owners, peers, service(away))
    office.hear_mail(office.officer)
    start_overdue(office)
    office.at(JUNE_7)
    (message,) = office.messages(channel="mail")
    assert (message["state"], message["history"][-1]["why"]) == ("retrying", "mail_server_away")


def test_the_address_is_sealed_at_rest_and_shown_to_its_owner_alone(mailed):
    mailed.hear_mail(mailed.officer)
    database = mailed.rig.runtime.around.database
    assert "siti@" not in repr(list(database["members"].find({})))
    assert said(mailed.officer.get("/v1/mail"))["mail"] == "siti@example.id"
    other = mailed.rig.caller(Role.OFFICER)
    assert said(other.get("/v1/mail"))["mail"] is None
