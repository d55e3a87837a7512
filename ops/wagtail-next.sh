#!/bin/sh
# Probe für die nächste Fassung von Wagtail: eigene Umgebung, dieselben Pakete, nur Wagtail (und was es verlangt) neuer.
# sh ops/wagtail-next.sh [Argumente für pytest]
set -eu
cd "$(dirname "$0")/.."
next=${WAGTAIL_NEXT:-wagtail>=8,<9}
venv=var/wagtail-next
mkdir -p var
rm -rf "$venv"
.venv/bin/python -m venv "$venv"
.venv/bin/python -m pip freeze --quiet >var/wagtail-next.txt
"$venv/bin/python" -m pip install --quiet --requirement var/wagtail-next.txt
"$venv/bin/python" -m pip install --quiet --upgrade "$next"
"$venv/bin/python" -c 'import wagtail; print("Wagtail", wagtail.__version__)'
# Erst die Fragen, auf die eine neue Fassung am ehesten anders antwortet.
"$venv/bin/python" manage.py makemigrations --check --dry-run
exec "$venv/bin/python" -m pytest -n 2 "$@"
