"""Addresses of the register of self-help groups."""

from django.urls import path

from janji.registers.self_help import views

app_name = "self_help"
urlpatterns = [
    path("satu/<int:pk>/", views.group, name="group"),
    path("satu/<int:pk>/betulkan/", views.correct, name="correct"),
    path("satu/<int:pk>/tutup/", views.close, name="close"),
    path("satu/<int:pk>/anggota/", views.new_member, name="new-member"),
    path("satu/<int:pk>/pengurus/", views.new_officer, name="new-officer"),
    path("satu/<int:pk>/syarat/", views.new_requirement, name="new-requirement"),
    path("satu/<int:pk>/kegiatan/", views.new_record, name="new-record"),
    path("satu/<int:pk>/pinjaman/", views.new_loan, name="new-loan"),
    path("penutupan/<int:pk>/buka/", views.reopen, name="reopen"),
    path("anggota/<int:pk>/betulkan/", views.correct_member, name="correct-member"),
    path("anggota/<int:pk>/akhiri/", views.end_member, name="end-member"),
    path("pengurus/<int:pk>/akhiri/", views.end_officer, name="end-officer"),
    path("syarat/<int:pk>/akhiri/", views.end_requirement, name="end-requirement"),
    path("kegiatan/<int:pk>/betulkan/", views.correct_record, name="correct-record"),
    path("kegiatan/<int:pk>/batalkan/", views.withdraw_record, name="withdraw-record"),
    path("kegiatan/<int:pk>/berkas/", views.record_file, name="record-file"),
    path("pinjaman/<int:pk>/", views.loan, name="loan"),
    path("pinjaman/<int:pk>/angsur/", views.pay, name="pay"),
    path("pinjaman/<int:pk>/batalkan/", views.withdraw_loan, name="withdraw-loan"),
    path("<slug:slug>/", views.groups, name="groups"),
    path("<slug:slug>/rekap/", views.recap, name="recap"),
    path("<slug:slug>/upk/", views.unit, name="unit"),
    path("<slug:slug>/baru/", views.new_group, name="new-group"),
]
