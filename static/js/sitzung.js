// Sagt in der Verwaltung rechtzeitig, dass die Anmeldung endet. Eine Frage des Browsers verlängert sie nicht, ein Knopf tut es.

const { url, left, warning } = document.getElementById("sitzung").dataset;
const WARNING = Number(warning);
// Bevor der Browser das erste Mal fragt, weiß er nichts vom Ende nach zwölf Stunden.
const ASK_AFTER = 600;
const wagtail = JSON.parse(document.getElementById("wagtail-config").textContent);

const box = document.createElement("dialog");
box.className = "sitzung";
box.setAttribute("aria-labelledby", "sitzung-titel");
const title = document.createElement("h2");
title.id = "sitzung-titel";
const said = document.createElement("p");
const button = document.createElement("button");
button.type = "button";
button.className = "button";
box.append(title, said, button);

function show(heading, text, label, act) {
  title.textContent = heading;
  said.textContent = text;
  button.textContent = label;
  button.onclick = act;
  if (!box.isConnected) document.body.append(box);
  if (!box.open) box.showModal();
}

// Liefert die Sekunden bis zum Ende: 0 heißt abgemeldet, undefined heißt, der Server war nicht zu erreichen.
async function ask(method) {
  try {
    const headers = method === "POST" ? { [wagtail.CSRF_HEADER_NAME]: wagtail.CSRF_TOKEN } : {};
    const answer = await fetch(url, { method, headers, redirect: "manual" });
    if (answer.type === "opaqueredirect") return 0;
    return answer.ok ? (await answer.json()).left : undefined;
  } catch {
    return undefined;
  }
}

async function stay() {
  box.close();
  plan(await ask("POST"));
}

function plan(seconds) {
  if (seconds === undefined) {
    setTimeout(look, 60_000);
    return;
  }
  if (seconds <= 0) {
    show(
      "Sie sind abgemeldet",
      "Ihr Text steht noch hier. Speichern Sie wie gewohnt: Wir fragen nach Ihrer Anmeldung und behalten Ihren Text. Dateien wählen Sie danach noch einmal aus.",
      "Verstanden",
      () => box.close(),
    );
    return;
  }
  if (seconds <= WARNING) {
    const minutes = Math.max(1, Math.round(seconds / 60));
    show(
      "Sind Sie noch da?",
      `In ${minutes === 1 ? "einer Minute" : `${minutes} Minuten`} melden wir Sie ab, weil hier länger nichts geschah.`,
      "Angemeldet bleiben",
      stay,
    );
    setTimeout(look, Math.min(seconds, 60) * 1000 + 500);
    return;
  }
  if (box.open) box.close();
  setTimeout(look, Math.min(seconds - WARNING, ASK_AFTER) * 1000);
}

async function look() {
  plan(await ask("GET"));
}

plan(Number(left));
