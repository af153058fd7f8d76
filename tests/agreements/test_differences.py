"""Where the text someone typed says something else than the draft as it stands."""

from dataclasses import replace

from janji.agreements.editor import AgreementEditor
from tests.agreements import stories
from tests.agreements.test_pages import LIST, fields_of

TEXT = stories.TEXT
KEYS = [11, 12, 13, 14]


def differing(typed, keys, now, now_keys):
    """The text as sent beside another one."""
    opened = AgreementEditor.from_text(typed, keys)
    sent = {"rows": opened.rows}
    for form in opened.forms:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                sent[bound.html_name] = str(bound.field.prepare_value(value))
    editor = AgreementEditor.from_post(sent)
    found = editor.differences(AgreementEditor.from_text(now, now_keys))
    return [(one.label, one.now, one.typed) for one in found]


def test_the_same_text_differs_nowhere():
    assert differing(TEXT, KEYS, TEXT, KEYS) == []


def test_both_parties_have_a_name():
    now = replace(TEXT, second_party=replace(TEXT.second_party, name="Sukarno"))
    assert differing(TEXT, KEYS, now, KEYS) == [
        ("Pihak Kedua: Nama", "Sukarno", TEXT.second_party.name)
    ]


def test_an_indicator_that_moved_is_compared_with_itself():
    first, second = TEXT.objectives
    moved = replace(TEXT, objectives=(second, first))
    labels = [
        label for label, _, _ in differing(TEXT, KEYS, moved, [KEYS[2], KEYS[3], KEYS[0], KEYS[1]])
    ]
    assert not [label for label in labels if label.startswith("Indikator")]
    assert "Sasaran 1: Sasaran" in labels


def test_rows_that_came_or_went_are_named():
    first, second = TEXT.objectives
    shorter = replace(
        TEXT,
        objectives=(first, replace(second, indicators=second.indicators[:1])),
        programmes=TEXT.programmes[:1],
    )
    gone = second.indicators[1].text
    line = TEXT.programmes[1].name
    assert differing(TEXT, KEYS, shorter, KEYS[:3]) == [
        (f"Indikator “{gone}”", "tidak ada", gone),
        ("Program 2", "tidak ada", line),
    ]
    assert differing(shorter, KEYS[:3], TEXT, KEYS) == [
        (f"Indikator “{gone}”", gone, "tidak ada"),
        ("Program 2", line, "tidak ada"),
    ]


def test_one_more_row_does_not_forget_what_was_seen(cast, as_user):
    """Nor does a wrong field: only a conflict, or saving, goes on from a newer edition."""
    agreement = stories.draft(cast)
    address, client = f"{LIST}{agreement.pk}/naskah/", as_user(cast.perencana)
    sent = fields_of(client.get(address)) | {"based_on": agreement.edition}
    other = as_user(cast.camat).post(address, sent | {"n-place": "Sokaraja"})
    assert other.status_code == 302
    for more in ({"add": "0"}, {"n-first_nip": "123"}):
        page = client.post(address, sent | more).content.decode()
        assert f'name="based_on" value="{agreement.edition}"' in page
