"""Everything that changes services, requests and complaints."""

from janji.registers.services.actions.catalogue import (
    Promise,
    add_service,
    close_service,
    open_service,
    reopen_service,
    set_standard,
)
from janji.registers.services.actions.complaints import (
    decide_complaint,
    record_complaint,
    resolve_complaint,
)
from janji.registers.services.actions.corrections import correct_request
from janji.registers.services.actions.requests import (
    Applicant,
    follow_calendar,
    note_satisfaction,
    receive_request,
    return_file,
    serve_at_once,
)
from janji.registers.services.actions.steps import (
    NEEDS_REASON,
    PauseReason,
    move_request,
    pause_request,
    resume_request,
)

__all__ = [
    "NEEDS_REASON",
    "Applicant",
    "PauseReason",
    "Promise",
    "add_service",
    "close_service",
    "correct_request",
    "decide_complaint",
    "follow_calendar",
    "move_request",
    "note_satisfaction",
    "open_service",
    "pause_request",
    "receive_request",
    "record_complaint",
    "reopen_service",
    "resolve_complaint",
    "resume_request",
    "return_file",
    "serve_at_once",
    "set_standard",
]
