"""The house rules bite: each bad sample is found, and its good twin is not."""

import pytest

from tests import house_rules as rules

# In two parts, so that this file itself suppresses nothing.
NOQA, IGNORE = "# no" + "qa", "# type: " + "ignore"
LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 40
SHORT_FUNCTION = "def f():\n" + "    x = 1\n" * 39


def found_in(name: str, source: str) -> list[str]:
    return list(rules.check_python(name, source))


@pytest.mark.parametrize(
    ("name", "bad", "good"),
    [
        ("stories/a.py", "x = 1\n" * 301, "x = 1\n" * 300),
        ("stories/a.py", LONG_FUNCTION, SHORT_FUNCTION),
        ("stories/a.py", "class A(B, C, D, E): ...", "class A(B, C, D): ..."),
        ("stories/a.py", f"import x  {NOQA}", f"import x  {NOQA}: F401 - wird beim Laden angemeldet"),
        (
            "stories/a.py",
            f"import x  {NOQA}: F401",
            f"import x  {NOQA}: F401, E501 - wird beim Laden angemeldet",
        ),
        (
            "stories/a.py",
            f"x = y  {IGNORE}[arg-type]",
            f"x = y  {IGNORE}[arg-type]  # die Stubs irren hier",
        ),
        ("stories/a.py", f"x = y  {IGNORE}", "x = y"),
        ("stories/a.py", "x = 1  # TO" + "DO später", "x = 1  # Das Todo-Feld der Seite"),
        (
            "jobcenters/a.py",
            "from stories.models import StoryPage",
            "from jobcenters.models import Jobcenter",
        ),
        ("jobcenters/a.py", "def f():\n    import stories", "def f():\n    import campaign.models"),
        ("campaign/models/a.py", "from jobcenters import x", "from campaign.publishing import x"),
        ("campaign/media/a.py", "from campaign import publishing", "from campaign import audit"),
        ("campaign/accounts/a.py", "from ..media import models", "from ..audit import models"),
        (
            "campaign/audit/a.py",
            "from campaign.accounts import models",
            "from campaign.settings import environment",
        ),
        ("campaign/audit/a.py", "x = ForeignKey('accounts.User')", "x = ForeignKey('auth.Group')"),
        (
            "campaign/models/a.py",
            "x = models.ForeignKey('stories.StoryPage')",
            "x = models.ForeignKey('media.Picture')",
        ),
        ("stories/a.py", "import campaign.urls", "import campaign.views"),
    ],
)
def test_a_breach_is_found_and_its_good_twin_is_not(name, bad, good):
    assert found_in(name, bad)
    assert not found_in(name, good)


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "core", "misc"])
def test_a_module_must_say_what_is_in_it(name):
    assert found_in(f"stories/{name}.py", "")
    assert found_in(f"campaign/{name}/a.py", "")
    assert not found_in("stories/consent.py", "")


def test_migrations_may_be_long_and_may_look_anywhere():
    assert not found_in(
        "campaign/migrations/0001_initial.py", "from stories import x\n" * 301 + LONG_FUNCTION
    )


def test_apps_may_meet_in_urls_and_operations():
    for place in ("campaign/urls.py", "campaign/operations/health.py"):
        assert not found_in(place, "from stories import views")


def test_templates_and_the_readme_have_their_budgets():
    assert not list(rules.check_template("templates/a.html", "x\n" * 120))
    assert list(rules.check_template("templates/a.html", "x\n" * 121))
    assert not list(rules.check_readme("README.md", "x\n" * 120))
    assert list(rules.check_readme("README.md", "x\n" * 121))
    assert list(rules.check_template("templates/a.html", "{# djlint:off " + "#}"))


def test_a_lock_file_pins_versions_and_names_no_server():
    assert not list(
        rules.check_requirements("requirements.txt", "django==5.2.19 \\\n    --hash=sha256:0\n    # via x")
    )
    assert list(rules.check_requirements("requirements.txt", "django>=5"))
    assert list(rules.check_requirements("requirements.txt", "--index-url https://example.org/simple"))
    assert list(rules.check_requirements("requirements.txt", "x @ https://example.org/x.whl"))


def test_the_walk_sees_every_file_once_and_stays_out_of_hidden_folders(tmp_path):
    for name in ("stories/a.py", ".venv/b.py", "var/c.py", "stories/deep/d.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("class A(B, C, D, E): ...")
    assert [line.partition(":")[0] for line in rules.problems(tmp_path)] == [
        "stories/a.py",
        "stories/deep/d.py",
    ]
