// Fragt einen Sicherheitsschlüssel (WebAuthn), trägt seine Antwort in das versteckte Feld ein und sendet das Formular.
// Ohne dieses Skript sendet das Formular ein leeres Feld, und die Seite sagt, was zu tun ist.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (keys) => (keys ?? []).map((key) => ({ ...key, id: bytes(key.id) }));

const MESSAGES = {
  NotAllowedError: "Abgebrochen, oder es hat zu lange gedauert. Versuchen Sie es noch einmal.",
  InvalidStateError: "Dieser Schlüssel ist schon mit Ihrem Konto verbunden.",
};
const NOT_HERE =
  "Auf dieser Adresse kann der Browser keinen Schlüssel benutzen: Es braucht https. Nehmen Sie einen Code.";

async function ask(action, { publicKey }) {
  if (!window.PublicKeyCredential) throw new Error("WebAuthn fehlt");
  const options = {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    allowCredentials: known(publicKey.allowCredentials),
    excludeCredentials: known(publicKey.excludeCredentials),
  };
  if (publicKey.user) options.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  return navigator.credentials[action]({ publicKey: options });
}

function answer(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

function complain(form, message) {
  const place = form.querySelector("[data-meldung]");
  place.hidden = false;
  place.querySelector("[data-text]").textContent = message;
}

for (const form of document.querySelectorAll("form[data-schluessel]")) {
  const options = JSON.parse(form.dataset.angaben);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.credential.value = answer(await ask(form.dataset.schluessel, options));
    } catch (error) {
      complain(form, MESSAGES[error.name] ?? NOT_HERE);
      return;
    }
    // Bypasses this listener.
    form.submit();
  });
}
