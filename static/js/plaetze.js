// Zeilen einer Auswahl ziehen: wer eine Zeile loslässt, ändert nur die Platznummern, die auch ohne Skript da sind.
const list = document.querySelector("[data-places]");
let dragged = null;

function number() {
  list.querySelectorAll("input[type=number]").forEach((input, index) => { input.value = index + 1; });
}

if (list) {
  document.querySelector("[data-places-hint]").hidden = false;
  for (const grip of list.querySelectorAll("[data-places-grip]")) {
    const row = grip.closest("li");
    grip.hidden = false;
    // Nur am Griff: im Feld soll man Text markieren können.
    grip.addEventListener("pointerdown", () => { row.draggable = true; });
    row.addEventListener("dragstart", () => { dragged = row; row.classList.add("places__row--held"); });
    row.addEventListener("dragend", () => {
      row.draggable = false;
      row.classList.remove("places__row--held");
      dragged = null;
      number();
    });
  }
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    if (over !== dragged) over[event.clientY > box.top + box.height / 2 ? "after" : "before"](dragged);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
}
