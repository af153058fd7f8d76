"""A filled-in form on its way into the register: its row, its fingerprint, and why it may wait."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from datetime import date, datetime, timedelta

from janji.core.satisfaction import Answers, blanks, is_valid, straight_line
from janji.core.survey_life import BURST_LENGTH, BURST_MINUTES, RUN_LENGTH, Doubt
from janji.orgs.models import User
from janji.registers.services.models import Service
from janji.registers.survey.models import (
    ANSWER_FIELDS,
    Channel,
    Invitation,
    Period,
    Response,
    Review,
)

OPEN_CHANNELS = (Channel.QR, Channel.LINK, Channel.KIOSK)
"""Channels through which anybody may answer."""


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answered, as little as the tables need."""

    sex: str | None = None
    age_group: str | None = None
    education: str | None = None
    job: str | None = None
    service: Service | None = None
    service_text: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled-in form; `answers` in the order of the questionnaire's elements."""

    answers: tuple[int | None, ...]
    filled_on: date
    channel: str
    respondent: Respondent = field(default_factory=Respondent)
    suggestion: str | None = None

    def fingerprint(self, occurrence: int = 1) -> str:
        """What tells this form from others; equal forms of one sheet are told apart by number."""
        who = self.respondent
        said = [
            self.filled_on.isoformat(),
            list(self.answers),
            [who.sex, who.age_group, who.education, who.job],
            who.service.pk if who.service else who.service_text,
            self.suggestion,
            occurrence,
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Origin:
    """By whom and from where a response came."""

    recorded_by: User | None
    recorded_at: datetime
    fingerprint: str | None = None
    source: str | None = None
    invitation: Invitation | None = None


def row(
    filled: Filled, period: Period, number: int, doubt: Doubt | None, origin: Origin
) -> Response:
    """The response as the register keeps it, not yet saved. In doubt it waits and does not count."""
    who = filled.respondent
    return Response(
        org_unit_id=period.org_unit_id,
        period=period,
        number=number,
        filled_on=filled.filled_on,
        channel=filled.channel,
        sex=who.sex,
        age_group=who.age_group,
        education=who.education,
        job=who.job,
        service=who.service,
        service_text=who.service_text,
        suggestion=filled.suggestion,
        is_valid=doubt is None,
        review=Review.CLEAR if doubt is None else Review.WAITING,
        doubt=None if doubt is None else doubt.value,
        invitation=origin.invitation,
        source=origin.source,
        fingerprint=origin.fingerprint,
        recorded_by=origin.recorded_by,
        recorded_at=origin.recorded_at,
        **dict(zip(ANSWER_FIELDS, filled.answers, strict=True)),
    )


def doubt_about_form(answers: Answers, period: Period) -> Doubt | None:
    """What the form alone gives to doubt: more blanks than its instrument allows."""
    return None if is_valid(answers, period.instrument.max_blank) else Doubt.BLANKS


def doubt_about_open(
    filled: Filled, period: Period, *, repeated: bool, at: datetime
) -> Doubt | None:
    """Why an answer through an open door is looked at again; one query.

    `repeated` says that the same browser has answered this survey before. No address and no trace
    of the device is kept, so runs and bursts are judged over the whole period.
    """
    if (doubt := doubt_about_form(filled.answers, period)) is not None:
        return doubt
    if repeated:
        return Doubt.REPEAT
    since = at - timedelta(minutes=BURST_MINUTES)
    recent = list(
        Response.objects.filter(
            period=period, channel__in=OPEN_CHANNELS, recorded_at__gt=since, recorded_at__lte=at
        ).values_list(*ANSWER_FIELDS)[:BURST_LENGTH]
    )
    if len(recent) >= BURST_LENGTH:
        return Doubt.BURST
    equal = sum(tuple(one) == filled.answers for one in recent)
    is_run = straight_line(filled.answers) and equal + 1 >= RUN_LENGTH
    return Doubt.RUN if is_run else None


def numbered(forms: Iterable[Filled]) -> list[tuple[Filled, str]]:
    """Forms of one sheet with their fingerprints."""
    seen: dict[tuple[object, ...], int] = {}
    found = []
    for one in forms:
        key = (one.filled_on, one.answers, astuple(one.respondent), one.suggestion)
        seen[key] = seen.get(key, 0) + 1
        found.append((one, one.fingerprint(seen[key])))
    return found


def is_empty(answers: Answers) -> bool:
    """Whether nothing was answered at all."""
    return blanks(answers) == len(answers)
