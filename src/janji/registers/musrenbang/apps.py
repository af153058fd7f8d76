from janji.registers import rooms


class MusrenbangConfig(rooms.RegisterRoom):
    name = "janji.registers.musrenbang"
    label = "musrenbang"
    verbose_name = "Musrenbang"
    address = "musrenbang"
