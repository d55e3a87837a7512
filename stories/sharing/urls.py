"""Addresses below /admin/ of what is passed on."""

from django.urls import path

from stories.sharing import act_views, site, views

urlpatterns = [
    path("geschichten/<int:page_id>/weitersagen/", views.show, name="sharing_kit"),
    path("geschichten/<int:page_id>/weitersagen/bild/<slug:key>/", views.crop, name="sharing_crop"),
    path("geschichten/<int:page_id>/weitersagen/qr/<slug:key>/", views.qr, name="sharing_qr"),
    path("geschichten/<int:page_id>/weitersagen/neu/", act_views.AddView.as_view(), name="sharing_add"),
    path("verwendungen/einbetten/", site.show, name="sharing_site"),
    path("verwendungen/", views.register, name="sharing_register"),
    path("verwendungen/<int:reuse_id>/", act_views.ChangeView.as_view(), name="sharing_change"),
    path("verwendungen/<int:reuse_id>/loeschen/", act_views.RemoveView.as_view(), name="sharing_remove"),
]
