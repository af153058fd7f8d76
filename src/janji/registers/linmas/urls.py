"""Addresses of the Linmas register."""

from django.urls import path

from janji.registers.linmas.views import events, members, reports

app_name = "linmas"
urlpatterns = [
    path("<slug:slug>/", members.members, name="members"),
    path("<slug:slug>/anggota-baru/", members.new_member, name="new-member"),
    path("<slug:slug>/satgas-baru/", members.new_in_task_force, name="new-in-task-force"),
    path("<slug:slug>/kegiatan/", events.events, name="events"),
    path("<slug:slug>/kegiatan-baru/", events.new_event, name="new-event"),
    path("<slug:slug>/pemastian/", events.waiting, name="waiting"),
    path("<slug:slug>/belum-dibina/", reports.untrained, name="untrained"),
    path("<slug:slug>/laporan/", reports.report, name="report"),
    path("<slug:slug>/susunan/", reports.composition, name="composition"),
    path("anggota/<int:pk>/", members.member, name="member"),
    path("anggota/<int:pk>/betulkan/", members.correct, name="correct"),
    path("anggota/<int:pk>/berhenti/", members.end, name="end"),
    path("anggota/<int:pk>/sk/", members.new_decree, name="new-decree"),
    path("sk/<int:pk>/tarik/", members.withdraw, name="withdraw"),
    path("acara/<int:pk>/", events.event, name="event"),
    path("acara/<int:pk>/betulkan/", events.correct_event, name="correct-event"),
    path("acara/<int:pk>/batalkan/", events.cancel_event, name="cancel-event"),
    path("acara/<int:pk>/pulihkan/", events.restore_event, name="restore-event"),
    path("acara/<int:pk>/nilai/<slug:slug>/", events.results, name="results"),
    path("acara/<int:pk>/berkas/", events.add_file, name="add-file"),
    path("berkas/<int:pk>/", events.file, name="file"),
    path("berkas/<int:pk>/tarik/", events.withdraw_file, name="withdraw-file"),
    path("kehadiran/<int:pk>/", events.settle, name="settle"),
]
