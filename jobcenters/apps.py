from django.apps import AppConfig


class JobcentersConfig(AppConfig):
    """The registry of the 104, their sections, and the finder."""

    name = "jobcenters"
    verbose_name = "Jobcenter"
