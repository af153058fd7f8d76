"""The audit chain knows whose every record is; what belongs to no office is written down here."""

from django.apps import apps

from janji.kit.homes import path_home

HOMELESS = {
    "agreements.Reading": "of the person who read it, before it becomes an agreement",
    "kit.Anchor": "of the whole house",
    "kit.AuditEntry": "of the whole house",
    "kit.ChainHead": "of the whole house",
    "notices.Mail": "of the person it is sent to",
    "notices.MailChoice": "of the person who chose",
    "notices.ReceivedNotice": "of the person who was told",
    "orgs.Official": "a person, who may hold posts of several offices",
    "orgs.Region": "a place",
    "orgs.User": "a person, who may have roles in several offices",
    "site_shell.Worker": "of the whole house",
}


def own_models():
    return [one for one in apps.get_models() if one.__module__.startswith("janji.")]


def test_every_record_leads_to_its_office():
    homeless = {one._meta.label for one in own_models() if path_home(one) is None}
    assert homeless <= set(HOMELESS)


def test_the_way_is_that_of_the_record_and_not_of_whoever_decides():
    ways = {one._meta.label: path_home(one) for one in own_models()}
    assert ways["orgs.OrgUnit"] == ()
    assert ways["measurements.Evidence"][-1] == "org_unit"
    assert ways["rewards.Decision"] == ("proposal", "org_unit")
    assert ways["land_tax.Bill"] == ("org_unit",)
    assert ways["musrenbang.Arrival"] == ("check_in", "forum", "org_unit")
