"""Compiles every template, so that a forgotten tag or library is found before a visitor does.

`make check` runs this file.
"""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.template import TemplateSyntaxError, engines


def broken(folder: Path) -> list[str]:
    """Return one line for each template below `folder` that does not compile."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        try:
            engines["django"].from_string(path.read_text(encoding="utf-8"))
        except TemplateSyntaxError as problem:
            found.append(f"templates/{name}: {problem}")
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "campaign.settings.test")
    django.setup()
    lines = broken(settings.BASE_DIR / "templates")
    sys.stderr.writelines(f"{line}\n" for line in lines)
    sys.exit(bool(lines))
