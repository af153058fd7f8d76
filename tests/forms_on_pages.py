"""Forms as a browser without scripts sends them: found on a page by the words of a button."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from lxml import html


@dataclass(frozen=True, slots=True)
class PageForm:
    """A form of a page, ready to be sent by one of its buttons."""

    address: str
    fields: dict[str, list[str]]

    def send(self, client: Client, changes: dict[str, Any]) -> Any:
        """Sends what stands in the form, with some fields changed."""
        unknown = changes.keys() - self.fields.keys()
        assert not unknown, f"no such field: {unknown}"
        return client.post(self.address, self.fields | changes)


def form_on(page: Any, address: str, button: str) -> PageForm:
    """The form with the button of these words."""
    root = html.fromstring(page.content.decode())
    for form in root.forms:
        for one in form.xpath(".//button"):
            if " ".join(one.text_content().split()).startswith(button):
                return PageForm(form.get("action") or address, _fields(form, one))
    raise AssertionError(f"no button “{button}” on {address}")


def _fields(form: Any, button: Any) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for one in form.inputs:
        if one.name and one.get("type") not in {"submit", "file"}:
            fields.setdefault(one.name, []).extend(_values(one))
    if button.get("name"):
        fields[button.get("name")] = [button.get("value")]
    return fields


def _values(control: Any) -> list[str]:
    if control.tag == "select":
        options = control.xpath(".//option")
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        return [one.get("value") or "" for one in chosen]
    if control.get("type") in {"checkbox", "radio"}:
        ticked = control.get("checked") is not None
        return [control.get("value") or "on"] if ticked else []
    return [control.value or ""]


def differences_on(page: Any) -> list[tuple[str, str, str]]:
    """The rows of a conflict: what is called how, what stands now, what was typed."""
    root = html.fromstring(page.content.decode())
    return [
        tuple(" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td"))
        for row in root.xpath("//*[contains(@class, 'j-conflict')]//tbody/tr")
    ]
