from janji.registers import rooms


class LinmasConfig(rooms.RegisterRoom):
    name = "janji.registers.linmas"
    label = "linmas"
    verbose_name = "Linmas"
    address = "linmas"
