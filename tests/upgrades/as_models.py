"""Settings under which tables are made from the models, without any migration."""

from janji.site.settings import *  # noqa: F403


class _None(dict):
    """No application has migrations."""

    def __contains__(self, label):
        return True

    def __missing__(self, label):
        return None


MIGRATION_MODULES = _None()
