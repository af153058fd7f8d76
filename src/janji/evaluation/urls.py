"""Addresses of evaluation."""

from django.urls import path

from janji.evaluation.views import evaluating, settling, years

app_name = "evaluation"
urlpatterns = [
    path("", years.offices, name="offices"),
    path("perjanjian/<int:pk>/bobot/", settling.weights, name="weights"),
    path("indikator/<int:pk>/kisi/", settling.grid, name="grid"),
    path("indikator/<int:pk>/tanggal/", settling.reached_day, name="reached-day"),
    path("indikator/<int:pk>/jangka-menengah/", settling.mid_term, name="mid-term"),
    path(
        "indikator/<int:pk>/analisis/<int:quarter>/",
        evaluating.explanation,
        name="explanation",
    ),
    path("hasil/<int:pk>/", evaluating.published, name="published"),
    path("hasil/<int:pk>/terbitkan/", evaluating.publish, name="publish"),
    path("hasil/<int:pk>/betulkan/", evaluating.correct, name="correct"),
    path("<slug:slug>/<int:year>/", years.year, name="year"),
    path("<slug:slug>/<int:year>/pertanda/", years.signals, name="signals"),
    path("<slug:slug>/<int:year>/<int:quarter>/tulis/", evaluating.write, name="write"),
    path("cara/<slug:slug>/", settling.choice, name="choice"),
]
