from janji.registers import rooms


class SelfHelpConfig(rooms.RegisterRoom):
    name = "janji.registers.self_help"
    label = "self_help"
    verbose_name = "Kelompok swadaya masyarakat"
    address = "ksm"
