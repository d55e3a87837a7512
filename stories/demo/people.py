"""The demo accounts. Their second factors are known, which is why they exist with DEMO=1 only."""

import base64
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group

from campaign.accounts.models import User
from campaign.accounts.roles import KOORDINATION_GROUP, Role
from jobcenters.models import Jobcenter

DOMAIN = "demo.example"


@dataclass
class Account:
    """One account as the manifest names it; `totp_secret` is Base32."""

    username: str
    password: str
    role: str | None
    centres: list[str] = field(default_factory=list)
    totp_secret: str = ""
    active: bool = True


@dataclass
class People:
    """The accounts of the demo, and the users that act in it."""

    accounts: list[Account]
    coordinators: list[User]
    officers: dict[str, User]

    def as_manifest(self) -> list[dict[str, Any]]:
        return [asdict(account) for account in self.accounts]


def make(centres: list[Jobcenter], password: str, secrets_by_name: dict[str, str]) -> People:
    """Create or reset the accounts; secrets of an earlier run are kept, so that apps stay paired."""
    accounts = [
        _account("koordination.dlt", password, Role.KOORDINATION),
        _account("koordination.dst", password, Role.KOORDINATION),
        _account("technik", password, Role.TECHNIK),
        _account("ohne-rolle", password, None),
        _account("ausgeschieden", password, Role.REDAKTION, [centres[0].slug], active=False),
        _account("redaktion.zwei", password, Role.REDAKTION, [centre.slug for centre in centres[:2]]),
        *(
            _account(f"redaktion.{centre.slug}", password, Role.REDAKTION, [centre.slug])
            for centre in centres
        ),
    ]
    groups = {centre.slug: centre.group for centre in centres}
    users = {}
    for account in accounts:
        account.totp_secret = secrets_by_name.get(account.username) or _new_secret()
        users[account.username] = _save(account, groups, _name(account, centres))
    officers = {centre.slug: users[f"redaktion.{centre.slug}@{DOMAIN}"] for centre in centres}
    coordinators = [users[f"koordination.{name}@{DOMAIN}"] for name in ("dlt", "dst")]
    return People(accounts, coordinators, officers)


def _account(
    name: str, password: str, role: Role | None, centres: list[str] | None = None, active: bool = True
) -> Account:
    return Account(f"{name}@{DOMAIN}", password, role and str(role), centres or [], active=active)


def _new_secret() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()


def _name(account: Account, centres: list[Jobcenter]) -> str:
    """Return „Redaktion Kreis Düren“ for redaktion.kreis-dueren@…; whose Jobcenter is none here keeps the words."""
    what, _, who = account.username.partition("@")[0].partition(".")
    names = {"dlt": "DLT", "dst": "DST", "zwei": "Zwei"} | {one.slug: one.traeger for one in centres}
    return " ".join(filter(None, [what.capitalize(), names.get(who, who)]))


def _save(account: Account, groups: dict[str, Group], name: str) -> User:
    """Bring one user in line; a password is only hashed anew when it changed."""
    user, _ = User.objects.get_or_create(email=account.username)
    user.first_name, user.last_name = "Beispiel", name
    user.is_active, user.is_superuser = account.active, account.role == Role.TECHNIK
    if not user.check_password(account.password):
        user.set_password(account.password)
    user.save()
    wanted = [groups[slug] for slug in account.centres]
    if account.role == Role.KOORDINATION:
        wanted.append(Group.objects.get(name=KOORDINATION_GROUP))
    user.groups.set(wanted)
    Authenticator.objects.filter(user=user).delete()
    TOTP.activate(user, account.totp_secret)
    return user
