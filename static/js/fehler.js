// Nach einem Absenden mit Fehlern: Die Meldung bekommt in der Verwaltung den Fokus, damit man sie nicht suchen muss.

const message = document.querySelector(".messages .error");
if (message && !document.querySelector("[autofocus]")) {
  message.tabIndex = -1;
  message.focus();
}
