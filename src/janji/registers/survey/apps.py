from janji.registers import rooms


class SurveyConfig(rooms.RegisterRoom):
    name = "janji.registers.survey"
    label = "survey"
    verbose_name = "Survei kepuasan"
    address = "survei"
