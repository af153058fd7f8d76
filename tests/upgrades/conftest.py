"""The houses of `tests/site`, for upgrades."""

from tests.site.conftest import filled_house, house, street

__all__ = ["filled_house", "house", "street"]
