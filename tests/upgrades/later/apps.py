"""The app of tomorrow's release, which can be taken back to today's."""

from django.apps import AppConfig


class Later(AppConfig):
    name = "tests.upgrades.later"

    def ready(self):
        """Notes today's release, as `releases.toml` will when tomorrow's is made."""
        # Only now: what looks at migrations needs all apps.
        from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

        from janji.site import releases  # noqa: PLC0415
        from tests.upgrades.later.calendars.later import LAST  # noqa: PLC0415

        leaves = dict(MigrationLoader(None).graph.leaf_nodes())
        today = {app: name for app, name in leaves.items() if app != self.label}
        earlier = releases.known()
        noted = {**earlier, releases.CURRENT: today | {"calendars": LAST}}
        releases.known = lambda: noted
