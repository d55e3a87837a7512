#!/bin/sh
# Verkleinert Fira Sans auf drei Teile je Schnitt und legt sie unter static/fonts ab.
# Teil 1 trägt deutsche Texte und lädt immer; Teil 2 und 3 lädt der Browser nur, wenn ein Name sie braucht (unicode-range).
# Ohne Hinting: die Dateien werden um die Hälfte kleiner, und kein heutiges Telefon liest es.
# Voraussetzung: npm ci in diesem Ordner und pyftsubset (fonttools 4.68.0 mit brotli 1.2.1).
set -eu
cd "$(dirname "$0")"
source_dir=node_modules/@fontsource/fira-sans
target_dir=../../static/fonts

german="U+20-7E,U+A0,U+A7,U+A9,U+AB,U+AD,U+B0,U+B7,U+BB,U+C4,U+D6,U+DC,U+DF,U+E4,U+E9,U+F6,U+FC,U+2013,U+2018-201A,U+201C,U+201E,U+2022,U+2026,U+20AC"
west="U+A1-A6,U+A8,U+AA,U+AC,U+AE-AF,U+B1-B6,U+B8-BA,U+BC-C3,U+C5-D5,U+D7-DB,U+DD-DE,U+E0-E3,U+E5-E8,U+EA-F5,U+F7-FB,U+FD-FF,U+152-153,U+2014,U+201D,U+2122"
east="U+100-151,U+154-17F,U+218-21B,U+1E9E"

subset() { # Quelldatei, Zeichen, Zieldatei
  pyftsubset "$source_dir/files/$1" --unicodes="$2" --flavor=woff2 --layout-features=kern --no-hinting \
    --output-file="$target_dir/$3"
}
for weight in 400 600 700; do
  subset "fira-sans-latin-$weight-normal.woff2" "$german" "fira-sans-$weight.woff2"
  subset "fira-sans-latin-$weight-normal.woff2" "$west" "fira-sans-$weight-west.woff2"
  subset "fira-sans-latin-ext-$weight-normal.woff2" "$east" "fira-sans-$weight-east.woff2"
done
# Was ukrainische und türkische Seiten dazu brauchen; Türkisch verteilt sich bei der Vorlage auf zwei Dateien.
ukrainian="U+404,U+406-407,U+410-44F,U+454,U+456-457,U+490-491"
for weight in 400 600; do
  subset "fira-sans-cyrillic-$weight-normal.woff2" "$ukrainian" "fira-sans-$weight-uk.woff2"
  subset "fira-sans-latin-$weight-normal.woff2" "U+C7,U+E7,U+131,U+201D" "tr-1.woff2"
  subset "fira-sans-latin-ext-$weight-normal.woff2" "U+11E-11F,U+130,U+15E-15F" "tr-2.woff2"
  python3 - "$target_dir" "fira-sans-$weight-tr.woff2" <<'PYTHON'
import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

folder, name = Path(sys.argv[1]), sys.argv[2]
parts = []
for number in (1, 2):
    part = TTFont(folder / f"tr-{number}.woff2")
    part.flavor = None
    parts.append(folder / f"tr-{number}.ttf")
    part.save(parts[-1])
whole = Merger().merge([str(part) for part in parts])
whole.flavor = "woff2"
whole.save(folder / name)
for leftover in (*parts, folder / "tr-1.woff2", folder / "tr-2.woff2"):
    leftover.unlink()
PYTHON
done
cp "$source_dir/LICENSE" "$target_dir/OFL.txt"
cd "$target_dir" && sha256sum fira-sans-*.woff2 > SHA256SUMS
