"""What the survey register can count."""

from janji.registers.variables import Register

REGISTER = Register(
    code="survey",
    title="Survei kepuasan (SKM)",
    about="Survei kepuasan masyarakat: jawaban sembilan unsur, indeks, saran, dan tindak lanjutnya.",
    home="survey:periods",
    variables=(),
)
