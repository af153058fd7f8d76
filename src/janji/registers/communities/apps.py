from janji.registers import rooms


class CommunitiesConfig(rooms.RegisterRoom):
    name = "janji.registers.communities"
    label = "communities"
    verbose_name = "Lembaga kemasyarakatan"
    address = "lembaga"
