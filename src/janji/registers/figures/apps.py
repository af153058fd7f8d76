from janji.registers import rooms


class FiguresConfig(rooms.RegisterRoom):
    name = "janji.registers.figures"
    label = "figures"
    verbose_name = "Angka kantor"
    address = "angka"
