#!/bin/sh
# Legt .venv an und installiert die angegebene Anforderungsdatei, beides nur, wenn es nötig ist.
set -eu
file=$1
venv=.venv

find_python() {
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    echo "Es fehlt Python 3.11 bis 3.14. Debian/Ubuntu: apt-get install -y python3 python3-venv" >&2
    exit 1
}

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    echo "Lege $venv an ($("$python" --version))."
    if ! "$python" -m venv --clear "$venv" >/dev/null; then
        rm -rf "$venv"
        echo "Python kann keine Umgebung anlegen. Debian/Ubuntu: apt-get install -y python3-venv" >&2
        exit 1
    fi
fi

stamp="$venv/.installed-$file"
sum=$(cksum <"$file")
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$sum" ]; then
    echo "Installiere $file (einmalig, etwa eine Minute)."
    "$venv/bin/python" -m pip install --quiet --require-hashes --requirement "$file"
    echo "$sum" >"$stamp"
fi
