from datetime import timedelta

from django.apps import AppConfig


class JobcentersConfig(AppConfig):
    """The registry of the 104, their sections, and the finder."""

    name = "jobcenters"
    verbose_name = "Jobcenter"

    def ready(self) -> None:
        """Say what is missing about a centre, whose an object is, and look after accounts."""
        from campaign.accounts import todo
        from campaign.audit import integrity as audit_integrity
        from campaign.audit import jobs, log
        from campaign.figures import centres as figure_centres
        from campaign.proofreading import passages
        from campaign.publishing import places
        from jobcenters import finder_changes, integrity, press, registry_links, searching, todos
        from jobcenters.barriers import registering as barriers
        from jobcenters.events import registering as events
        from jobcenters.figure_centres import of_groups
        from jobcenters.life import registering
        from jobcenters.people import technik, unused, vacancies
        from jobcenters.story_places import story_places
        from jobcenters.whose import ags_of, ags_of_person

        log.set_centre_finder(ags_of)
        log.set_person_finder(ags_of_person)
        places.register(story_places)
        figure_centres.register(of_groups)
        press.register()
        finder_changes.connect()
        passages.register(registry_links.of_section)
        searching.register()
        todo.register(todos.master_data, todos.unchecked)
        todo.register(vacancies.todos, vacancies.grounds)
        registering.register()
        events.register()
        barriers.register()
        jobs.register("people.unused", unused.job, every=timedelta(hours=6))
        technik.register()
        audit_integrity.register("centres", integrity.centres)
