"""Who answered, as people write it on paper and in sheets, turned into the register's few groups."""

import re
from collections.abc import Mapping
from typing import TypeVar

from janji.core.survey_sheets import Profile
from janji.registers.services.models import Service
from janji.registers.survey.intake import Respondent
from janji.registers.survey.models import AgeGroup, Education, Job, Sex

YOUNGEST, OLDEST = 10, 110
_DECADES = {2: AgeGroup.TWENTIES, 3: AgeGroup.THIRTIES, 4: AgeGroup.FORTIES, 5: AgeGroup.FIFTIES}
_BELOW = ("<", "kurang dari", "di bawah", "dibawah", "under")

_SEXES: Mapping[str, Sex] = {
    **dict.fromkeys(("l", "lk", "laki", "laki laki", "pria", "male", "m", "1"), Sex.MALE),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita", "female", "f", "2"), Sex.FEMALE),
}
# Looked for in this order: "S1" stands inside no other word, "SD" does.
_EDUCATIONS: tuple[tuple[str, Education], ...] = (
    (r"s ?3|doktor|strata 3", Education.DOCTOR),
    (r"s ?2|magister|strata 2", Education.MASTER),
    (r"s ?1|d ?iv|d ?4|sarjana|strata 1", Education.BACHELOR),
    (r"d ?(?:i{1,3}|[1-3])|diploma", Education.DIPLOMA),
    (r"sma|smk|smu|slta|ma|stm|aliyah|paket c", Education.SENIOR),
    (r"smp|mts|sltp|tsanawiyah|paket b", Education.JUNIOR),
    (r"sd|mi|ibtidaiyah|paket a|sr", Education.PRIMARY),
    (r"tidak|tdk|belum|tk", Education.NONE),
)
_JOBS: tuple[tuple[str, Job], ...] = (
    (r"pns|asn|pppk|p3k|pegawai negeri", Job.CIVIL_SERVANT),
    (r"tni", Job.SOLDIER),
    (r"polri|polisi", Job.POLICE),
    (r"wira ?swasta|wira ?usaha|pedagang|usaha sendiri|pengusaha", Job.BUSINESS),
    (r"swasta|karyawan|karyawati|buruh|pegawai", Job.PRIVATE),
)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9<>]+", " ", text.casefold()).split())


def sex_of(text: str | None) -> Sex | None:
    """`Laki-laki`, `L`, `Pria`; `None` for anything else."""
    return _SEXES.get(_plain(text or ""))


def age_group_of(text: str | None) -> AgeGroup | None:
    """The group of an age in years or of a range such as `20-29 tahun`."""
    said = (text or "").casefold().strip()
    found = re.search(r"\d{1,3}", said)
    if found is None:
        return None
    years = int(found[0])
    if said.startswith(_BELOW):
        years -= 1
    if not YOUNGEST <= years <= OLDEST:
        return None
    if years < 20:
        return AgeGroup.UNDER_20
    return _DECADES.get(years // 10, AgeGroup.SIXTY_UP)


def education_of(text: str | None) -> Education | None:
    """`SMA/SMK`, `S1`, `D III`; `None` for anything else."""
    return _first(_EDUCATIONS, _plain(text or ""))


def job_of(text: str | None) -> Job | None:
    """One of the questionnaire's jobs; what is none of them is another job."""
    said = _plain(text or "")
    return _first(_JOBS, said) or (Job.OTHER if said else None)


Group = TypeVar("Group", Education, Job)


def _first(table: tuple[tuple[str, Group], ...], said: str) -> Group | None:
    return next((value for words, value in table if re.search(rf"\b(?:{words})\b", said)), None)


def respondent_of(profile: Profile, services: Mapping[str, Service]) -> Respondent:
    """The respondent of a sheet's row; a service that is not in the catalogue stays as words."""
    service = services.get(_plain(profile.service or ""))
    return Respondent(
        sex=_code(sex_of(profile.sex)),
        age_group=_code(age_group_of(profile.age)),
        education=_code(education_of(profile.education)),
        job=_code(job_of(profile.job)),
        service=service,
        service_text=None if service else (profile.service or "")[:120] or None,
    )


def _code(value: Sex | AgeGroup | Education | Job | None) -> str | None:
    return None if value is None else str(value.value)


def by_plain_name(services: list[Service]) -> dict[str, Service]:
    """Services by the name and the code people may write."""
    named = {_plain(one.name): one for one in services}
    return {_plain(one.code): one for one in services} | named
