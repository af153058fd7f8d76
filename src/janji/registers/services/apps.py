from janji.registers import rooms


class ServicesConfig(rooms.RegisterRoom):
    name = "janji.registers.services"
    label = "services"
    verbose_name = "Layanan"
    address = "layanan"

    def ready(self) -> None:
        """Deadlines follow the calendar."""
        from janji.calendars import actions as calendars  # noqa: PLC0415 -- models exist only now
        from janji.registers.services import actions  # noqa: PLC0415

        calendars.followers.append(actions.follow_calendar)
