#!/bin/sh
# Alle Prüfungen ohne Tests. Läuft bis zum Ende durch, damit man alles auf einmal sieht.
set -u
py=.venv/bin/python
failed=""

run() {
    title=$1
    shift
    if output=$("$@" 2>&1); then
        echo "  gut     $title"
    else
        echo "  FEHLER  $title"
        echo "$output"
        failed="$failed $title;"
    fi
}

with_test_settings() {
    DJANGO_SETTINGS_MODULE=campaign.settings.test DATABASE_URL=sqlite://:memory: PYTHONPATH=. "$@"
}

# Erfundene Werte: geprüft wird, dass die Betriebseinstellungen in sich sicher sind.
deploy_check() {
    key="nur-zum-pruefen-$(cksum <requirements.txt)-aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStT"
    env -i PATH="$PATH" LANG=C.UTF-8 DJANGO_SETTINGS_MODULE=campaign.settings.production SECRET_KEY="$key" \
        BASE_URL=https://www.example.org ALLOWED_HOSTS=www.example.org DATABASE_URL=postgres://a:b@localhost/c \
        "$py" manage.py check --deploy --fail-level WARNING
}

lint_templates() {
    test ! -d templates || "$py" -m djlint --lint --quiet templates
}

# Was am längsten dauert, läuft neben allem anderen.
types=$(mktemp)
trap 'rm -f "$types"' EXIT
with_test_settings "$py" -m mypy >"$types" 2>&1 &
typing=$!

run "Format" "$py" -m ruff format --check --quiet .
run "Lint" "$py" -m ruff check --quiet .
run "Hausregeln" "$py" tests/house_rules.py
run "Vorlagen: Lint" lint_templates
run "Vorlagen: übersetzbar" with_test_settings "$py" tests/compile_templates.py
run "Einstellungen für den Betrieb" deploy_check
run "Migrationen vollständig" with_test_settings "$py" manage.py makemigrations --check --dry-run
wait "$typing"
run "Typen" sh -c 'cat "$1"; exit "$2"' sh "$types" "$?"

if [ -n "$failed" ]; then
    echo "Nicht bestanden:$failed"
    exit 1
fi
echo "Alle Prüfungen bestanden."
