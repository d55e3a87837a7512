"""The acts of the Freigabe in the admin: each a page with a plain form. What happens is in `review`."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.models import Page

from campaign.accounts.once_view import OnceView
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.publishing import checks, difference, forms, review, seen
from campaign.publishing.models import ApprovalRequired
from campaign.publishing.states import State, state_of


def page_under_approval(request: HttpRequest, page_id: int) -> Page:
    """Return the specific page, or raise the same 404 for a missing and for a foreign one."""
    page = Page.objects.filter(pk=page_id).first()
    user = person(request)
    allowed = page and (user.owns(page) or user.roles & {Role.KOORDINATION, Role.TECHNIK})
    if page is None or not allowed or not issubclass(page.specific_class or Page, ApprovalRequired):
        raise Http404
    return page.specific


class ActView(OnceView):
    """An act on a page under approval."""

    form_class = forms.ActForm
    explanation: ClassVar[str]
    # What lists call the way here; without it as the button says.
    offer: ClassVar[str] = ""
    shows_findings: ClassVar[bool] = False
    # What has not happened when something is missing; with gaps it offers to write on first.
    not_done: ClassVar[str] = ""
    is_stopped_by_gaps: ClassVar[bool] = False
    # The person reads the submitted version before she decides.
    is_review: ClassVar[bool] = False
    is_final: ClassVar[bool] = False
    conflicts = (review.Blocked, review.Conflict)

    def dispatch(self, request: HttpRequest, page_id: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page, self.user = page_under_approval(request, page_id), person(request)
        if not self.allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def make_form(self, data: Any = None, files: Any = None) -> forms.ActForm:
        return self.form_class(data, revision=self._revision() if data is None else "")

    def subject(self) -> Page:
        return self.page

    def allowed(self) -> bool:
        """Whether this person may do this at all."""
        raise NotImplementedError

    def act(self, data: dict[str, Any]) -> None:
        """Do it; `data` is the form's cleaned data."""
        raise NotImplementedError

    def perform(self, form: forms.ActForm) -> str:
        self.act(form.cleaned_data)
        return reverse("publishing_index")

    def show_conflict(self, form: forms.ActForm, conflict: Exception) -> HttpResponse:
        """Show it with everything typed kept, but for the revision as it is now; gaps stand there anyway."""
        data = QueryDict(mutable=True)
        data.update(form.data)
        self.page.refresh_from_db(fields=["latest_revision"])
        data["revision"] = self._revision()
        again = self.make_form(data)
        again.is_valid()
        if isinstance(conflict, review.Blocked):
            return self.show(again)
        return super().show_conflict(again, conflict)

    def _revision(self) -> str:
        """Return the latest revision as the form carries it (see ActForm)."""
        number = str(self.page.latest_revision_id)
        return (
            f"{number}-{seen.checksum(self.page.get_latest_revision_as_object())}"
            if self.is_review
            else number
        )

    def show(self, form: forms.ActForm, *, conflict: str = "", status: int = 200) -> HttpResponse:
        findings = checks.findings(self.page.get_latest_revision_as_object()) if self.shows_findings else []
        task = review.task_in_review(self.page)
        context = {
            "act": self,
            "page": self.page,
            "place": self.page.get_parent(),
            "state": state_of(self.page),
            "task": task,
            "difference": difference.of_submission(self.page, task) if self.is_review and task else None,
            "form": form,
            "blockers": [one for one in findings if one.level is checks.Level.BLOCKER],
            "warnings": [one for one in findings if one.level is checks.Level.WARNING],
            "conflict": conflict,
            "others": [one for one in acts_for(self.page, self.user) if one[0] != self.request.path],
        }
        return TemplateResponse(self.request, "publishing/act.html", context, status=status)


class SubmitView(ActView):
    form_class = forms.SubmitForm
    heading = "Zur Freigabe einreichen"
    explanation = (
        "Die Koordination prüft genau die Fassung, die Sie zuletzt gespeichert haben. Bis sie antwortet, ist die "
        "Geschichte gesperrt; Sie können sie jederzeit zurückholen. Die Antwort kommt als E-Mail."
    )
    button = "Einreichen"
    done = "Die Geschichte liegt zur Freigabe bei der Koordination."
    shows_findings = True
    not_done = "Noch nicht eingereicht"
    is_stopped_by_gaps = True

    def allowed(self) -> bool:
        return review.is_own(self.page, self.user)

    def act(self, data: dict[str, Any]) -> None:
        review.submit(self.page, self.user, revision_id=data["revision"], note=data["note"])


class RecallView(ActView):
    heading = "Einreichung zurückholen"
    explanation = "Die Geschichte wird wieder ein Entwurf, an dem Sie weiterarbeiten können."
    button = "Zurückholen"
    done = "Die Geschichte ist wieder ein Entwurf."

    def allowed(self) -> bool:
        return review.is_own(self.page, self.user)

    def act(self, data: dict[str, Any]) -> None:
        review.recall(self.page, self.user)


class ApproveView(ActView):
    form_class = forms.ApproveForm
    heading = "Prüfen und freigeben"
    explanation = "Sie geben genau die Fassung frei, die Sie hier sehen. Sie wird öffentlich."
    button = "Freigeben"
    offer = "Prüfen"
    is_review = True
    done = "Die Geschichte ist freigegeben."
    shows_findings = True
    not_done = "Noch nicht freigegeben"

    def allowed(self) -> bool:
        return review.may_review(self.page, self.user)

    def act(self, data: dict[str, Any]) -> None:
        review.approve(
            self.page,
            self.user,
            revision_id=data["revision"],
            seen_checksum=data["seen"],
            publish_at=data["publish_at"],
        )


class SendBackView(ActView):
    form_class = forms.SendBackForm
    heading = "Um Änderung bitten"
    explanation = (
        "Die ganze Redaktion des Jobcenters bekommt Ihren Text und kann die Geschichte überarbeiten."
    )
    button = "Zurückgeben"
    offer = "Um Änderung bitten"
    is_review = True
    done = "Die Redaktion hat Ihre Bitte bekommen."

    def allowed(self) -> bool:
        return review.may_review(self.page, self.user)

    def make_form(self, data: Any = None, files: Any = None) -> forms.ActForm:
        return forms.SendBackForm(
            data, remarks_on=self.page.remarks_on, revision=self._revision() if data is None else ""
        )

    def act(self, data: dict[str, Any]) -> None:
        review.send_back(
            self.page,
            self.user,
            revision_id=data["revision"],
            reason=data["reason"],
            remarks=data["remarks"],
        )


class ClaimView(ActView):
    heading = "Prüfung übernehmen"
    explanation = "Alle in der Koordination sehen dann, dass Sie prüfen. Freigeben können andere weiterhin."
    button = "Übernehmen"
    done = "Sie prüfen diese Geschichte."

    def allowed(self) -> bool:
        return review.may_review(self.page, self.user)

    def act(self, data: dict[str, Any]) -> None:
        review.claim(self.page, self.user)


class WithdrawView(ActView):
    form_class = forms.WithdrawForm
    heading = "Zurückziehen"
    explanation = "Die Geschichte verschwindet sofort und für immer von der Website. Das lässt sich nicht rückgängig machen."
    button = "Endgültig zurückziehen"
    offer = "Zurückziehen"
    is_final = True
    done = "Die Geschichte ist offline."

    def allowed(self) -> bool:
        return review.may_withdraw(self.page, self.user)

    def act(self, data: dict[str, Any]) -> None:
        review.withdraw(self.page, self.user, reason=data["reason"])


Further = Callable[[Page, Any], list[tuple[str, str]]]
_further: list[Further] = []
SUBMITTABLE = (State.DRAFT, State.CHANGES_REQUESTED, State.LIVE_WITH_DRAFT, State.LAPSED)


def acts_for(page: Page, user: Any) -> list[tuple[str, str]]:
    """Return (URL, label) of what this person can do with the page now, most likely first."""
    state = state_of(page)
    offered: list[tuple[str, type[ActView]]] = []
    if state is State.IN_REVIEW:
        if review.may_review(page, user):
            offered += [("publishing_approve", ApproveView)]
            if claimant(page) != user:
                offered += [("publishing_claim", ClaimView)]
            offered += [("publishing_send_back", SendBackView)]
        if review.is_own(page, user):
            offered += [("publishing_recall", RecallView)]
    elif state in SUBMITTABLE and review.is_own(page, user):
        offered += [("publishing_submit", SubmitView)]
    acts = [(reverse(name, args=[page.pk]), view.offer or view.button) for name, view in offered]
    for further in _further:
        acts += further(page, user)
    if (page.live or state is State.APPROVED_SCHEDULED) and review.may_withdraw(page, user):
        acts += [(reverse("publishing_withdraw", args=[page.pk]), WithdrawView.offer)]
    return acts


def offer(further: Further) -> None:
    """Add a way that upper apps offer for a page: a function from page and user to (URL, label) of what is possible."""
    _further.append(further)


def claimant(page: Page) -> Any:
    """Return who looks after what waits for approval, or None; cheap for pages of `with_states`."""
    state = page.current_workflow_state
    claim = getattr(state and state.current_task_state, "claim", None)
    return claim and claim.claimed_by
