"""Addresses of signing in, one's account, and the settings of offices and accounts."""

from django.urls import path

from janji.orgs import views
from janji.orgs.delegation import views as delegation

app_name = "orgs"
urlpatterns = [
    path("masuk/", views.sign_in, name="sign-in"),
    path("keluar/", views.sign_out, name="sign-out"),
    path("akun/kata-sandi/", views.change_password, name="change-password"),
    path("pengaturan/", views.settings_home, name="settings"),
    path("pengaturan/kantor/", views.offices, name="offices"),
    path("pengaturan/kantor/baru/", views.new_office, name="new-office"),
    path("pengaturan/kantor/<slug:slug>/", views.office, name="office"),
    path("pengaturan/kantor/<slug:slug>/ubah/", views.edit_office, name="edit-office"),
    path("pengaturan/kantor/<slug:slug>/pengganti/", delegation.delegations, name="delegations"),
    path(
        "pengaturan/kantor/<slug:slug>/pengganti/<int:pk>/akhiri/",
        delegation.end_delegation,
        name="end-delegation",
    ),
    path("pengaturan/kantor/<slug:slug>/jabatan/", views.new_position, name="new-position"),
    path("pengaturan/jabatan/<int:pk>/pejabat/", views.appoint, name="appoint"),
    path("pengaturan/akun/", views.accounts, name="accounts"),
    path("pengaturan/akun/baru/", views.new_account, name="new-account"),
    path("pengaturan/akun/<int:pk>/", views.account, name="account"),
    path("pengaturan/akun/<int:pk>/kata-sandi/", views.reset_password, name="reset-password"),
    path("pengaturan/akun/<int:pk>/aktif/", views.switch_account, name="switch-account"),
    path("pengaturan/peran/<int:pk>/akhiri/", views.end_role, name="end-role"),
    path("pengaturan/wilayah/", views.regions, name="regions"),
    path("pengaturan/riwayat/", views.history, name="history"),
    path("pengaturan/riwayat/ujung/", views.chain_end, name="chain-end"),
]
