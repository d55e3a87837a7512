"""Settings and their documentation name the same variables."""

from itertools import pairwise

from tests.conftest import ROOT
from tests.environment import example_variables, read_variables

CONTRACT = set(
    """
    DATABASE_URL SECRET_KEY SECRET_KEY_FALLBACKS ALLOWED_HOSTS BASE_URL MEDIA_ROOT PRIVATE_MEDIA_ROOT
    STATIC_ROOT EMAIL_URL DEFAULT_FROM_EMAIL CACHE_URL TRUSTED_PROXY_COUNT MEDIA_SENDFILE METRICS_TOKEN
    MFA_KEY DEBUG DEMO
    """.split()
)


def test_every_variable_the_settings_read_is_in_the_example_and_no_other():
    assert example_variables(ROOT) == read_variables(ROOT)


def test_every_promised_variable_is_read():
    assert CONTRACT <= read_variables(ROOT)


def test_each_variable_in_the_example_has_a_comment_above_it():
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if line.removeprefix("# ").partition("=")[0].isupper() and "=" in line:
            assert above.startswith("# ") and "=" not in above.partition(" ")[2][:25], line
