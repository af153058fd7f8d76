from janji.registers import rooms


class VillageBudgetsConfig(rooms.RegisterRoom):
    name = "janji.registers.village_budgets"
    label = "village_budgets"
    verbose_name = "APBDes"
    address = "apbdes"

    def ready(self) -> None:
        """Limits follow the calendar; the villages are those of village administration."""
        from janji.calendars import actions as calendars  # noqa: PLC0415 -- models exist only now
        from janji.registers.village_budgets import actions, intake  # noqa: PLC0415
        from janji.registers.villages import actions as villages  # noqa: PLC0415

        calendars.followers.append(actions.follow_calendar)
        villages.followers.append(intake.follow_village)
