from janji.registers import rooms


class LandTaxConfig(rooms.RegisterRoom):
    name = "janji.registers.land_tax"
    label = "land_tax"
    verbose_name = "PBB-P2"
    address = "pbb"
