from janji.registers import rooms


class VillagesConfig(rooms.RegisterRoom):
    name = "janji.registers.villages"
    label = "villages"
    verbose_name = "Administrasi desa"
    address = "administrasi-desa"
