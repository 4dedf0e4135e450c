"""Through what a client can be reached, by the telephones that there are (R12, R28)."""

from random import Random

SMARTPHONE = ("whatsapp", "whatsapp", "video_call", "phone")
BASIC_PHONE = ("phone", "phone", "sms")
THROUGH_GUARANTOR = ("phone",)
AT_HOME = ("home_visit",)


def channels_for(device: str | None, own_phone: bool, guarantor_phone: bool) -> tuple[str, ...]:
    """Channels for a meeting from afar, likelier ones more often; at home where no phone is."""
    if own_phone and device == "smartphone":
        return SMARTPHONE
    if own_phone:
        return BASIC_PHONE
    return THROUGH_GUARANTOR if guarantor_phone else AT_HOME


def tries_for(dice: Random, own_phone: bool, guarantor_phone: bool) -> tuple[tuple[str, str], ...]:
    """Two or three tries (channel, target): on two channels or to two people, as rules ask."""
    if own_phone and guarantor_phone:
        tries = (("phone", "client"), ("phone", "guarantor"), ("sms", "client"))
    elif own_phone:
        tries = (("phone", "client"), ("sms", "client"), ("home_visit", "client"))
    elif guarantor_phone:
        tries = (("phone", "guarantor"), ("sms", "guarantor"), ("home_visit", "client"))
    else:
        tries = (("home_visit", "client"), ("home_visit", "guarantor"), ("home_visit", "client"))
    return tries[: dice.choice((2, 2, 3))]
