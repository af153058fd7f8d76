"""Addresses of agreements."""

from django.urls import path

from janji.agreements.views import agreements as views
from janji.agreements.views import changes, readings

app_name = "agreements"
urlpatterns = [
    path("", views.agreement_list, name="list"),
    path("baru/", views.new, name="new"),
    path("baca/", readings.read_document, name="read"),
    path("bacaan/", readings.reading_list, name="readings"),
    path("bacaan/<int:pk>/", readings.review, name="review"),
    path("bacaan/<int:pk>/berkas/", readings.source, name="source"),
    path("bacaan/<int:pk>/buang/", readings.discard_reading, name="discard-reading"),
    path("bacaan/<int:pk>/kembalikan/", readings.restore_reading, name="restore-reading"),
    path("koreksi/<slug:slug>/", readings.habit_list, name="habits"),
    path("koreksi/<int:pk>/lupakan/", readings.forget_habit, name="forget-habit"),
    path("<int:pk>/", views.agreement_page, name="agreement"),
    path("<int:pk>/naskah/", views.edit, name="edit"),
    path("<int:pk>/cara-ukur/", views.plans, name="plans"),
    path("target/<int:pk>/cara-ukur/", views.plan, name="plan"),
    path("<int:pk>/ajukan/", changes.propose, name="propose"),
    path("<int:pk>/anggaran/", changes.budget_day, name="budget-day"),
    path("<int:pk>/perubahan/", changes.revise, name="revise"),
    path("<int:pk>/banding/", changes.compare, name="compare"),
    path("<int:pk>/akhiri/", changes.end, name="end"),
    path("dasar/<int:pk>/", changes.basis_file, name="basis-file"),
    path("<int:pk>/tanda-tangan/", views.sign, name="sign"),
    path("<int:pk>/kembalikan/", views.send_back, name="return"),
    path("<int:pk>/hapus/", views.delete, name="delete"),
    path("<int:pk>/perjanjian.pdf", views.as_pdf, name="pdf"),
    path("<int:pk>/perjanjian.docx", views.as_docx, name="docx"),
]
