"""Addresses of the land tax register."""

from django.urls import path

from janji.registers.land_tax.views import collectors, objects, recaps

app_name = "land_tax"
urlpatterns = [
    path("<slug:slug>/", recaps.ranking, name="ranking"),
    path("<slug:slug>/cetak/", recaps.paper, name="paper"),
    path("<slug:slug>/rekap-baru/", recaps.week, name="week"),
    path("<slug:slug>/ketetapan-baru/", recaps.assessments, name="assessments"),
    path("<slug:slug>/sppt/", objects.bills, name="bills"),
    path("<slug:slug>/kode-pajak/", objects.codes, name="codes"),
    path("<slug:slug>/petugas/", collectors.collectors, name="collectors"),
    path("<slug:slug>/petugas/setor/", collectors.deposit, name="deposit"),
    path("<slug:slug>/petugas/catat/", collectors.new_money, name="new-money"),
    path("<slug:slug>/denda/", collectors.penalty, name="penalty"),
    path("tahun-pajak/<int:pk>/", recaps.village, name="village"),
    path("tahun-pajak/<int:pk>/ketetapan/", recaps.correct_assessment, name="correct-assessment"),
    path("tahun-pajak/<int:pk>/turun/", recaps.reverse, name="reverse"),
    path("tahun-pajak/<int:pk>/cara/", objects.choose_mode, name="mode"),
    path("tahun-pajak/<int:pk>/sppt-baru/", objects.new_bill, name="new-bill"),
    path("posisi/<int:pk>/", recaps.recap, name="recap"),
    path("sppt/<int:pk>/", objects.bill, name="bill"),
    path("sppt/<int:pk>/bayar/", objects.pay, name="pay"),
    path("sppt/<int:pk>/betulkan/", objects.correct_bill, name="correct-bill"),
    path("sppt/<int:pk>/penyampaian/", objects.deliver_bill, name="deliver-bill"),
    path("sppt/<int:pk>/keputusan/", objects.decide_bill, name="decide-bill"),
    path("pembayaran/<int:pk>/batal/", objects.withdraw_payment, name="withdraw-payment"),
    path("kode-pajak/<int:pk>/akhiri/", objects.end_code, name="end-code"),
    path("uang-petugas/<int:pk>/batal/", collectors.withdraw_money, name="withdraw-money"),
]
