"""What is said of many processes that wrote at once; knows no database."""

MEANT = {"changed-meanwhile", "agreement-exists"}
"""Refusals that people get who were not the first."""


def faults(found: dict) -> list[str]:
    """Everything that should not have happened; empty when all is well."""
    lost = {
        name: (found["accepted"].get(name, 0), gained)
        for name, gained in found["effect"].items()
        if found["accepted"].get(name, 0) != gained
    }
    said = [f"accepted {a} times, had effect {b} times: {name}" for name, (a, b) in lost.items()]
    said += [f"{count} times {error}" for error, count in found["errors"].items()]
    said += [f"refused with {code}" for code in found["refused"] if code not in MEANT]
    if found["parents"] != found["entries"]:
        said.append(f"{found['entries']} entries have {found['parents']} parents: a fork")
    if found["broken"]:
        said.append(f"the chain is broken at {found['broken'][:5]}")
    if found["noted"] < sum(found["accepted"].values()):
        said.append("something was accepted that the chain does not know")
    return said


def said(found: dict) -> str:
    """The result in a line."""
    accepted, refused = sum(found["accepted"].values()), sum(found["refused"].values())
    least, most = min(found["each"]), max(found["each"])
    return (
        f"{found['processes']} processes, {found['seconds']:.0f} s: {accepted} saves accepted and all"
        f" of them there, {refused} refused to whoever was not first, {sum(found['errors'].values())}"
        f" errors; {found['entries']} entries with {found['parents']} parents; slowest save"
        f" {found['slowest']:.2f} s; saves of a process {least} to {most}"
        if not faults(found)
        else f"{accepted} saves accepted, {refused} refused"
    )
