"""Addresses of budgets."""

from django.urls import path

from janji.budgets import views

app_name = "budgets"
urlpatterns = [
    path("", views.offices, name="offices"),
    path("<slug:slug>/", views.office, name="office"),
    path("<slug:slug>/<int:year>/", views.year, name="year"),
    path("<slug:slug>/<int:year>/baru/", views.new, name="new"),
    path("<slug:slug>/<int:year>/riwayat/", views.history, name="history"),
    path("<slug:slug>/<int:year>/realisasi/", views.spending, name="spending"),
    path("<slug:slug>/<int:year>/realisasi/<str:code>/<int:month>/", views.correct, name="correct"),
    path("<slug:slug>/<int:year>/dokumen/<int:change>/", views.document, name="document"),
    path("<slug:slug>/<int:year>/dokumen/<int:change>/baris/", views.add_line, name="add-line"),
    path("<slug:slug>/<int:year>/dokumen/<int:change>/baris/<str:code>/", views.line, name="line"),
    path(
        "<slug:slug>/<int:year>/dokumen/<int:change>/baris/<str:code>/keluarkan/",
        views.remove_line,
        name="remove-line",
    ),
    path("<slug:slug>/<int:year>/dokumen/<int:change>/tetapkan/", views.approve, name="approve"),
    path("<slug:slug>/<int:year>/dokumen/<int:change>/buka/", views.reopen, name="reopen"),
    path("<slug:slug>/<int:year>/dokumen/<int:change>/buang/", views.discard, name="discard"),
]
