"""What Aktionen and events add to the house: jobs, what waits for people, whose its objects are."""

from datetime import timedelta

from campaign.accounts import ownership, todo
from campaign.audit import jobs
from jobcenters.events import answers, hosting, reach, todos
from jobcenters.models import AktionAnswer, CoHost


def register() -> None:
    """Add it all; once, when the app is ready."""
    todo.register(todos.questions, todos.open_questions)
    todo.register(todos.invitations, todos.open_answers)
    todo.register(todos.of_the_koordination, todos.closed)
    ownership.register("answer", AktionAnswer, reach.own_answers)
    ownership.register("cohost", CoHost, reach.questions_to)
    ownership.register("question", CoHost, reach.questions_of)
    hosting.connect()
    jobs.register("aktionen.reminders", answers.job, every=timedelta(hours=6))
