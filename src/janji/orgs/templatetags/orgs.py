"""How people and their roles are shown."""

from django import template

from janji.orgs.wording import CAPACITIES

register = template.Library()


@register.filter
def capacity_name(capacity: str) -> str:
    """`Plt.` or `Plh.`; nothing for someone who holds a role in their own right."""
    return CAPACITIES[capacity]
