"""`python -m bench.peer N`: fill a plain Wagtail with N stories in one folder, and print where to look, as JSON."""

import json
import sys

import django


def main(number: int) -> None:
    """Fill and print."""
    django.setup()
    from bench.peer.fill import fill

    sys.stdout.write(json.dumps(fill(number)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
