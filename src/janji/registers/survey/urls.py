"""Addresses of the survey register."""

from django.urls import path

from janji.registers.survey.views import follow_up, papers, periods, responses

app_name = "survey"
urlpatterns = [
    path("periode/<int:pk>/", periods.period, name="period"),
    path("periode/<int:pk>/keadaan/", periods.move, name="move"),
    path("periode/<int:pk>/penilaian/", periods.scoring, name="scoring"),
    path("periode/<int:pk>/sampel/", periods.sampling, name="sampling"),
    path("periode/<int:pk>/terbitkan/", periods.publish, name="publish"),
    path("periode/<int:pk>/tarik/", periods.withdraw, name="withdraw"),
    path("periode/<int:pk>/kertas/", responses.paper, name="paper"),
    path("periode/<int:pk>/periksa/", responses.review, name="review"),
    path("periode/<int:pk>/saran/", responses.suggestions, name="suggestions"),
    path("periode/<int:pk>/poster/", responses.poster, name="poster"),
    path("periode/<int:pk>/undangan/", responses.invitations, name="invitations"),
    path("periode/<int:pk>/undangan/<int:invitation>/", responses.invitation, name="invitation"),
    path("periode/<int:pk>/jawaban.xlsx", responses.export, name="export"),
    path("periode/<int:pk>/laporan.pdf", papers.report_pdf, name="report-pdf"),
    path("periode/<int:pk>/laporan.docx", papers.report_docx, name="report-docx"),
    path("periode/<int:pk>/laporan.xlsx", papers.report_xlsx, name="report-xlsx"),
    path("periode/<int:pk>/rencana/", follow_up.plan, name="plan"),
    path("rencana/<int:pk>/", follow_up.update_plan, name="update-plan"),
    path("jawaban/<int:pk>/batal/", responses.undo, name="undo"),
    path("jawaban/<int:pk>/putuskan/", responses.settle, name="settle"),
    path("jawaban/<int:pk>/saran/", responses.suggestion, name="suggestion"),
    path("<slug:slug>/", periods.periods, name="periods"),
    path("<slug:slug>/baru/", periods.new_period, name="new-period"),
    path("<slug:slug>/kuesioner/", periods.instruments, name="instruments"),
    path("<slug:slug>/kuesioner/baru/", periods.new_instrument, name="new-instrument"),
]
