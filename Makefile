# Die Befehle des Projekts. „make help“ zählt sie auf.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help start test check matrix kills docs bench drill restore-drill finder-accuracy screenshots handbook-pictures audit sbom licences test-wagtail-next install install-dev

help: ## diese Übersicht
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/make \1|\2/' | while IFS='|' read -r name text; do printf '%-18s %s\n' "$$name" "$$text"; done

start: install ## Website mit Demo-Inhalten starten: http://127.0.0.1:8000/ (anderer Port: PORT=8080 make start)
	@exec $(PY) ops/start.py

test: install-dev check ## Prüfungen und alle Tests, auf einem eigenen PostgreSQL
	@$(PY) -m pytest -n 2

check: install-dev ## Format, Lint, Typen, Vorlagen, Einstellungen, Migrationen, Hausregeln (ohne Tests)
	@sh ops/check.sh

matrix: install-dev ## der ganze Gang durch die Verwaltung: alle Rollen, alle Ansichten, eigene, fremde und fehlende Objekte
	@MATRIX=full $(PY) -m pytest tests/matrix -n 2 -q -rP

kills: install-dev ## 200-mal mitten im Einreichen, Hochladen, Freigeben, Zurückziehen und Einlesen abschießen
	@KILLS=200 $(PY) -m pytest tests/operations/test_kills.py -q

docs: install ## docs/rollen.md aus den Daten neu schreiben
	@$(PY) manage.py roles_document

bench: install ## wie schnell alles ist, gegen die Ziele in docs/leistung.md: make bench BENCH="--stories 10000 --json var/bench.json"
	@$(PY) -m bench.run $(BENCH)

drill: install-dev ## Notfallübung: Datenbank, Zwischenspeicher, Mail, Platte und Prozesse fallen aus (docs/betrieb.md)
	@$(PY) ops/drill.py

restore-drill: install ## Übung: 104 Jobcenter und 500 Geschichten sichern, anderswo einspielen, beides vergleichen (docs/betrieb.md)
	@$(PY) ops/restore_drill.py

finder-accuracy: install ## den Finder an einer Tabelle messen: make finder-accuracy REF=/pfad/plz_kreis.csv (docs/finder.md)
	@$(PY) -m bench.finder_accuracy $(REF)

screenshots: install-dev ## Bilder aller Seitenarten und der Redaktion nach var/screenshots/ (Inhalte von „make start“)
	@$(PY) ops/screenshots.py

handbook-pictures: install-dev ## Bilder des Handbuchs in der Verwaltung neu machen (Inhalte von „make start“)
	@$(PY) ops/handbook_pictures.py

lighthouse: install-dev ## Lighthouse auf Telefon und großem Bildschirm, Mittel aus drei Läufen (Inhalte von „make start“; braucht Node, nur zum Messen)
	@cd ops/lighthouse && npm ci --silent --no-audit --no-fund
	@$(PY) ops/lighthouse/measure.py

audit: install ## bekannte Lücken in den Paketen suchen (braucht das Netz; scheitert ohne)
	@sh ops/audit.sh audit

sbom: install ## Stückliste der Pakete (CycloneDX) nach var/sbom.json
	@sh ops/audit.sh sbom

licences: install ## Lizenzen der installierten Pakete nach var/lizenzen.md
	@sh ops/audit.sh licences

test-wagtail-next: install-dev ## Probe: alle Tests mit der nächsten Wagtail-Fassung, in einer eigenen Umgebung
	@sh ops/wagtail-next.sh

install: ## nur die Pakete für den Betrieb installieren
	@sh ops/install.sh requirements.txt

install-dev: ## zusätzlich die Pakete für Tests und Prüfungen
	@sh ops/install.sh requirements-dev.txt
