"""Accounts of the people who work here. Citizens have none."""

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser, Group, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from campaign.accounts.rhythm import Rhythm
from campaign.accounts.roles import Role, marked, permissions_of, rights_on_collections, rights_on_pages

if TYPE_CHECKING:
    from wagtail.models import Page


class UserManager(BaseUserManager["User"]):
    """Creates users; the address is the login name, compared without case."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Create a user; without a password nobody can log in until an invitation was accepted."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        """Create somebody of the Technik."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())

    def holding(self, role: Role) -> models.QuerySet["User"]:
        """Return the active accounts that hold a role, each once."""
        if role is Role.TECHNIK:
            return self.filter(is_active=True, is_superuser=True)
        marker = Group.objects.filter(user=models.OuterRef("pk"), permissions__codename=f"role_{role}")
        return self.filter(models.Exists(marker), is_active=True)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody of a centre's Redaktion, the Koordination or the Technik. Rights come from groups alone."""

    email = models.EmailField("E-Mail-Adresse", unique=True)
    first_name = models.CharField("Vorname", max_length=150, blank=True)
    last_name = models.CharField("Nachname", max_length=150, blank=True)
    is_active = models.BooleanField("aktiv", default=True)
    date_joined = models.DateTimeField("angelegt am", auto_now_add=True)
    # Since when an account that was opened again counts as unused; without login the older dates would lock it at once.
    unlocked_at = models.DateTimeField("zuletzt entsperrt am", null=True, blank=True, editable=False)
    # Set when its owner was told that it is unused; a login takes it back.
    warned_at = models.DateTimeField("Sperre angekündigt am", null=True, blank=True, editable=False)
    mail_rhythm = models.CharField("E-Mails", max_length=10, choices=Rhythm.choices, default=Rhythm.NOW)
    wants_monthly_report = models.BooleanField("Monatsbericht per E-Mail", default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "Zugang"
        verbose_name_plural = "Zugänge"
        # A role is a marker permission that only groups carry.
        permissions = [
            (f"role_{role}", f"Rolle {role.label}") for role in (Role.REDAKTION, Role.KOORDINATION)
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        return self.first_name or self.email

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles this person holds through groups, plus Technik for superusers; empty for an inactive account."""
        technik = {Role.TECHNIK} if self.is_active and self.is_superuser else set()
        return frozenset(technik.union(self.role_groups))

    @cached_property
    def role_groups(self) -> dict[Role, set[int]]:
        """The keys of the groups through which the person holds a role."""
        return marked(self._permissions) if self.is_active else {}

    @cached_property
    def _permissions(self) -> list[tuple[str, str, int]]:
        return permissions_of(self.pk)

    def has_role(self, role: Role) -> bool:
        """Whether the person holds this very role: being superuser implies no other one."""
        return role in self.roles

    @cached_property
    def own_page_paths(self) -> tuple[str, ...]:
        """Tree paths of the own sections and story folders."""
        groups = self.role_groups.get(Role.REDAKTION, ())
        return tuple(
            right.page.path
            for right in (self.page_rights if groups else ())
            if right.group_id in groups and right.permission.codename == "change_page"
        )

    @cached_property
    def page_rights(self) -> list[GroupPagePermission]:
        """What the groups of this person may do with which pages."""
        return rights_on_pages(self.pk)

    # By these names Django and Wagtail keep what they asked about a person; here they find it asked in words written once.
    # Of those who may do nothing or everything Wagtail wants to know nothing, and Django asks something else.
    @cached_property
    def _group_perm_cache(self) -> set[str]:
        if self.is_superuser:
            raise AttributeError
        return {f"{app}.{name}" for app, name, _ in self._permissions}

    @cached_property
    def _user_perm_cache(self) -> set[str]:
        """Rights come through groups alone: what is written down for one person counts for nothing, and is not asked."""
        if self.is_superuser:
            raise AttributeError
        return set()

    @cached_property
    def _page_permission_cache(self) -> list[GroupPagePermission]:
        return self.page_rights if self.is_active and not self.is_superuser else []

    @cached_property
    def _collection_permission_cache(self) -> list[GroupCollectionPermission]:
        return rights_on_collections(self.pk) if self.is_active and not self.is_superuser else []

    def owns(self, page: "Page") -> bool:
        """Whether a page lies in the section or story folder of one of the person's own centres."""
        return self.has_role(Role.REDAKTION) and page.path.startswith(self.own_page_paths)


class ProviderIdentity(models.Model):
    """The key by which an identity provider (OpenID Connect) knows somebody; their account is connected with it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="Zugang",
        on_delete=models.CASCADE,
        related_name="provider_identities",
    )
    issuer = models.URLField("Anbieter", max_length=255)
    subject = models.CharField("Kennung beim Anbieter", max_length=255)
    created_at = models.DateTimeField("verbunden am", auto_now_add=True)

    class Meta:
        verbose_name = "Verbindung mit einem Anbieter"
        verbose_name_plural = "Verbindungen mit Anbietern"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_one_account_per_identity"),
            models.UniqueConstraint(fields=["user", "issuer"], name="accounts_one_identity_per_issuer"),
        ]

    def __str__(self) -> str:
        return f"{self.user} bei {self.issuer}"


class Invitation(models.Model):
    """The offer of an account: who holds the link may set name and password, once, within a week.

    Only the hash of the link's token is kept. The groups say which centres the person will work for;
    the account itself is made, or made anew, when the invitation is accepted.
    """

    VALID_FOR = timedelta(days=7)

    email = models.EmailField("E-Mail-Adresse", db_index=True)
    first_name = models.CharField("Vorname", max_length=150, blank=True)
    last_name = models.CharField("Nachname", max_length=150, blank=True)
    role = models.CharField("Rolle", max_length=20, choices=Role.choices)
    groups = models.ManyToManyField(Group, verbose_name="Gruppen", related_name="+", blank=True)
    token_hash = models.CharField("Prüfsumme des Links", max_length=64, unique=True)
    created_at = models.DateTimeField("eingeladen am", default=timezone.now)
    expires_at = models.DateTimeField("gültig bis")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="eingeladen von",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # Set when accepted, and when a newer invitation took its place.
    closed_at = models.DateTimeField("erledigt am", null=True, blank=True)

    class Meta:
        verbose_name = "Einladung"
        verbose_name_plural = "Einladungen"
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=models.Q(closed_at=None), name="accounts_one_open_invitation"
            )
        ]

    def __str__(self) -> str:
        return f"Einladung für {self.email} ({self.get_role_display()})"

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
