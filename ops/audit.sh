#!/bin/sh
# Prüft und nennt, woraus die Anwendung besteht: audit (bekannte Lücken), sbom (CycloneDX), licences (Lizenzen).
# Die Werkzeuge liegen in einer eigenen Umgebung; sie kommen nicht in die der Anwendung.
set -eu
cd "$(dirname "$0")/.."
tools=var/audit
mkdir -p var
if [ "$(cat "$tools/.sum" 2>/dev/null || true)" != "$(cksum <requirements-audit.txt)" ]; then
    .venv/bin/python -m venv --clear "$tools"
    "$tools/bin/python" -m pip install --quiet --require-hashes --requirement requirements-audit.txt
    cksum <requirements-audit.txt >"$tools/.sum"
fi
case $1 in
audit)
    # --strict: auch was sich nicht prüfen lässt, ist ein Fehler. Ohne Verbindung scheitert der Befehl, er besteht nie still.
    for file in requirements.txt requirements-dev.txt; do
        echo "$file"
        "$tools/bin/pip-audit" --strict --require-hashes --disable-pip --progress-spinner off --requirement "$file" || {
            echo "Es gibt bekannte Lücken in $file, oder der Dienst war nicht zu erreichen. Nichts davon ist ein Bestehen." >&2
            exit 1
        }
    done
    ;;
sbom)
    "$tools/bin/cyclonedx-py" requirements requirements.txt --pyproject pyproject.toml --mc-type application \
        --output-reproducible --output-format JSON --output-file var/sbom.json
    echo "var/sbom.json: $(grep -c '"purl"' var/sbom.json) Bestandteile"
    ;;
licences)
    "$tools/bin/pip-licenses" --python .venv/bin/python --format=markdown --with-urls --order=license >var/lizenzen.md
    echo "var/lizenzen.md: $(grep -c '^|' var/lizenzen.md) Zeilen"
    ;;
*)
    echo "audit, sbom oder licences" >&2
    exit 2
    ;;
esac
