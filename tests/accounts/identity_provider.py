"""A small identity provider of its own (OpenID Connect), for tests: `python identity_provider.py` prints its port.

It signs with a real key, checks client, redirect, code and PKCE, and logs in whomever the address of its login page
names: `person` are claims as JSON, `spoil` is what goes wrong on the way. Below `/kaputt/<place>/<answer>` there is a
provider that answers nonsense at one place.
"""

import base64
import hashlib
import hmac
import json
import secrets
import sys
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT, SECRET = "kampagne", "geheimnis-des-clients"
KEYS = {name: rsa.generate_private_key(65537, 2048) for name in ("eins", "fremd")}
codes: dict[str, dict[str, Any]] = {}
# What a broken provider answers: bytes, as JSON; a number is a status. „still“ says nothing for a while.
NONSENSE: dict[str, Any] = {
    "500": 500, "404": 404, "429": 429, "html": b"<!doctype html><title>Wartung</title>", "leer": b"", "liste": [1],
    "text": "ja", "null": None, "objekt": {}, "fehler": {"error": {"a": 1}}, "still": b"{", "bytes": b"\xff\xfe{",
    "keine": {"keys": []}, "falsche": {"keys": [None]}, "halbe": {"keys": [{"kty": "RSA", "kid": "eins"}]},
    "wort": {"keys": "a"}, "zahl": {"id_token": 5}, "frist": {"expires_in": []},
}  # fmt: skip
SILENCE = 1.5


def encoded(value: bytes | dict[str, Any]) -> str:
    """Return base64url without padding, as tokens have it."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def number(value: int) -> str:
    """Return a whole number as keys have it."""
    return encoded(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def signed(claims: dict[str, Any], spoil: str) -> str:
    """Return the token; spoil: "signature" (a key of somebody else), "unsigned", "shared" (with the client's secret)."""
    algorithm = {"unsigned": "none", "shared": "HS256"}.get(spoil, "RS256")
    head = {"alg": algorithm, "typ": "JWT", "kid": "zwei" if spoil == "unknown key" else "eins"}
    text = f"{encoded(head)}.{encoded(claims)}"
    if spoil == "unsigned":
        return f"{text}."
    if spoil == "shared":
        return f"{text}.{encoded(hmac.digest(SECRET.encode(), text.encode(), 'sha256'))}"
    key = KEYS["fremd" if spoil == "signature" else "eins"]
    return f"{text}.{encoded(key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


class Provider(BaseHTTPRequestHandler):
    """Discovery, keys, login page, token."""

    def do_GET(self) -> None:
        path, asked = self._path(), parse_qs(urlsplit(self.path).query)
        if self._is_broken(path):
            self._answer_nonsense()
        elif path == "/.well-known/openid-configuration":
            self._answer(self._metadata())
        elif path == "/keys":
            public = KEYS["eins"].public_key().public_numbers()
            key = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "eins"}
            self._answer({"keys": [key | {"n": number(public.n), "e": number(public.e)}]})
        elif path == "/login":
            self._log_in({name: values[0] for name, values in asked.items()})
        else:
            self._answer({"error": "not_found"}, 404)

    def _broken(self) -> list[str]:
        """Return the beginning of the address of a broken provider: its name, where it is broken, what it answers."""
        parts = urlsplit(self.path).path.split("/")[1:4]
        return parts if parts[0] == "kaputt" else []

    def _path(self) -> str:
        return urlsplit(self.path).path.removeprefix("".join(f"/{part}" for part in self._broken()))

    def _is_broken(self, path: str) -> bool:
        return bool(self._broken()) and path.endswith(self._broken()[1])

    def _answer_nonsense(self) -> None:
        what = NONSENSE[self._broken()[2]]
        if what == NONSENSE["still"]:
            time.sleep(SILENCE)
        if isinstance(what, int) and what > 99:
            self._answer({"error": "server_error"}, what)
        else:
            self._answer(what)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if self._is_broken(self._path()):
            return self._answer_nonsense()
        asked = codes.pop(sent.get("code", ""), None)
        challenge = encoded(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        if self.headers["Authorization"] != f"Basic {basic}":
            self._answer({"error": "invalid_client"}, 401)
        elif (
            not asked or challenge != asked["code_challenge"] or sent["redirect_uri"] != asked["redirect_uri"]
        ):
            self._answer({"error": "invalid_grant"}, 400)
        else:
            token = signed(self._claims(asked), asked.get("spoil", ""))
            self._answer({"access_token": secrets.token_hex(), "token_type": "Bearer", "id_token": token})

    def _log_in(self, asked: dict[str, str]) -> None:
        wrong = asked.get("client_id") != CLIENT or asked.get("code_challenge_method") != "S256"
        if wrong or asked.get("response_type") != "code" or "openid" not in asked.get("scope", ""):
            return self._answer({"error": "invalid_request"}, 400)
        code = secrets.token_urlsafe()
        codes[code] = asked
        self.send_response(302)
        self.send_header(
            "Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
        )
        self.end_headers()
        return None

    def _claims(self, asked: dict[str, str]) -> dict[str, Any]:
        now, spoil = int(time.time()), asked.get("spoil", "")
        right = {"iss": self._own(), "aud": CLIENT, "nonce": asked["nonce"], "iat": now, "exp": now + 60}
        wrong = {
            "nonce": {"nonce": "eine andere"},
            "audience": {"aud": "jemand-anderes"},
            "audiences": {"aud": [CLIENT, "jemand-anderes"], "azp": "jemand-anderes"},
            "issuer": {"iss": "https://boese.example"},
            "expired": {"iat": now - 4000, "exp": now - 3000},
        }
        claims = right | json.loads(asked["person"]) | wrong.get(spoil, {})
        return {name: value for name, value in claims.items() if spoil != f"no {name}"}

    def _own(self) -> str:
        own = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]  # a TCP server has one
        return "/".join([own, *self._broken()])

    def _metadata(self) -> dict[str, Any]:
        own = self._own()
        places = {"authorization_endpoint": "login", "token_endpoint": "token", "jwks_uri": "keys"} | {
            "end_session_endpoint": "ende"
        }
        return {"issuer": own} | {name: f"{own}/{path}" for name, path in places.items()}

    def _answer(self, data: Any, status: int = 200) -> None:
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


class Stay(urllib.request.HTTPRedirectHandler):
    """Lets a test see where the provider sends the browser."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def visited(address: str, person: dict[str, Any], spoil: str = "") -> str:
    """Log in there as a browser would, and return path and query to which it is sent back."""
    extra = urlencode({"person": json.dumps(person), "spoil": spoil})
    try:
        urllib.request.build_opener(Stay).open(f"{address}&{extra}", timeout=5)
    except urllib.error.HTTPError as answer:
        back = urlsplit(answer.headers.get("Location", ""))
        return f"{back.path}?{back.query}"
    raise ValueError("keine Weiterleitung")


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
