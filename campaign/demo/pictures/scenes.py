"""The register of scenes: how each is drawn, who appears in it, what a true alt text says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from campaign.demo.pictures import (
    scenes_house,
    scenes_kitchen,
    scenes_office,
    scenes_open,
    scenes_sewing,
    scenes_shop,
    scenes_trade,
)
from campaign.demo.pictures.looks import Age, Look, look
from campaign.demo.pictures.stage import Stage


@dataclass(frozen=True)
class Scene:
    """One motif. `alt` holds {wer} (and {wer2}) in the nominative; `ages`: one entry per person."""

    paint: Callable[[Stage], None]
    alt: str
    ages: tuple[Age | None, ...] = (None,)


SCENES: dict[str, Scene] = {
    "werkstatt": Scene(
        scenes_trade.werkstatt,
        "{wer} steht in Latzhose an einer Werkbank und feilt ein Werkstück im Schraubstock. "
        "An der Wand hängt Werkzeug.",
    ),
    "spedition": Scene(
        scenes_trade.spedition,
        "{wer} steht in Warnweste auf dem Hof einer Spedition und hält eine Ladeliste. "
        "Dahinter ein Lastwagen und Pakete.",
    ),
    "baustelle": Scene(
        scenes_trade.baustelle,
        "{wer} steht in Warnweste auf einem Gerüst und hält eine Wasserwaage. "
        "Dahinter Mauerwerk, Dächer und ein Kran.",
    ),
    "garten": Scene(
        scenes_trade.garten,
        "{wer} steht hinter einem Hochbeet und hält einen Topf mit einer jungen Pflanze. "
        "Dahinter ein Gewächshaus und Bäume.",
    ),
    "kueche": Scene(
        scenes_kitchen.kueche,
        "{wer} steht in Kochjacke am Herd einer großen Küche und rührt in einem Topf. "
        "Vorn liegt Gemüse auf einem Brett.",
    ),
    "backstube": Scene(
        scenes_kitchen.backstube,
        "{wer} hält in einer Backstube ein Blech mit Brötchen. Dahinter ein Ofen und Regale voller Brot.",
    ),
    "pflege": Scene(
        scenes_house.pflege,
        "{wer} steht in Pflegekleidung an einem Bett. Im Bett sitzt {wer2} und hält eine Tasse.",
        (None, "alt"),
    ),
    "kita": Scene(
        scenes_house.kita,
        "{wer} und {wer2} bauen an einem Tisch mit bunten Klötzen. An der Wand hängen Kinderzeichnungen.",
        (None, "kind"),
    ),
    "laden": Scene(
        scenes_shop.laden,
        "{wer} steht in Schürze hinter einer Ladentheke und reicht eine Tüte mit Gemüse. "
        "Dahinter Regale mit Gläsern.",
    ),
    "buero": Scene(
        scenes_office.buero,
        "{wer} sitzt am Schreibtisch vor einem Laptop. "
        "Dahinter ein Fenster zur Stadt und ein Regal mit Ordnern.",
    ),
    "beratung": Scene(
        scenes_office.beratung,
        "Zwei Menschen sitzen an einem Tisch und sprechen miteinander: {wer} und {wer2}. "
        "Vor ihnen liegen Papiere.",
        (None, None),
    ),
    "naehstube": Scene(
        scenes_sewing.naehstube,
        "{wer} sitzt an einer Nähmaschine und führt den Stoff. "
        "Dahinter Regale mit Stoffballen und ein Kleid.",
    ),
    "klasse": Scene(
        scenes_office.klasse,
        "{wer} sitzt in einem Kursraum am Tisch und schreibt. "
        "Dahinter eine Tafel, auf dem Tisch ein Stapel Bücher.",
    ),
    "stadt": Scene(
        scenes_open.stadt,
        "{wer} steht mit Umhängetasche in einer Straße. "
        "Dahinter Häuser mit spitzen Giebeln und eine Straßenbahn.",
    ),
    "land": Scene(
        scenes_open.land,
        "{wer} steht an einem Zaun vor einem Feld. Dahinter ein Dorf mit Kirche, Pappeln und Hügel.",
    ),
    "bus": Scene(
        scenes_open.bus,
        "{wer} steht mit einem Schlüssel in der Hand vor einem Linienbus. Daneben eine Haltestelle.",
    ),
    "haus": Scene(
        scenes_open.haus,
        "{wer} steht vor dem Eingang eines Amtsgebäudes und weist mit der Hand hinein. "
        "Neben der Tür stehen Pflanzen.",
    ),
}


def cast(scene: str, seed: int) -> tuple[Look, ...]:
    """Who appears in the picture; the same for every size."""
    rng = Random(f"cast:{scene}:{seed}")
    return tuple(look(rng, age=age) for age in SCENES[scene].ages)
