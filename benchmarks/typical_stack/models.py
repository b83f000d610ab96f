"""What the typical service validates: the people it stores, and the events that it is handed."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003 - pydantic reads the types
from typing import Literal

from pydantic import BaseModel, Field


class Contact(BaseModel):
    channel: Literal["email", "sms"]
    address: str
    state: str


class Rhythm(BaseModel):
    channel: Literal["email", "sms"]
    time: str | None
    on: bool


class Partner(BaseModel):
    name: str
    zone: str
    small: Rhythm
    check_in: Rhythm
    contacts: dict[str, Contact]
    kids_down: str
    paused: bool


class Couple(BaseModel):
    pk: str = Field(alias="PK")
    a: Partner
    b: Partner | None
    version: int


class Plan(BaseModel):
    times: list[str | None]
    zone: str
    rev: int


class DueEntry(BaseModel):
    pk: str = Field(alias="PK")
    sk: str = Field(alias="SK")
    due_at: datetime
    plan: Plan


class Slot(BaseModel):
    couple: str
    partner: Literal["a", "b"]
    rhythm: str
    day: date = Field(alias="date")
    due_at: datetime
    good_until: datetime
    rev: int


class SendJob(BaseModel):
    slot: Slot
    attempt: int


class Rest(BaseModel):
    shard: str
    until: str
    start: dict[str, str]


class InboundText(BaseModel):
    id: str
    sender: str
    text: str


class MailHead(BaseModel):
    message_id: str = Field(alias="messageId")
    source: str
    destination: list[str]


class ReceivedMail(BaseModel):
    mail: MailHead


class SesTags(BaseModel):
    tags: dict[str, list[str]]


class SesEvent(BaseModel):
    event_type: str = Field(alias="eventType")
    mail: SesTags
