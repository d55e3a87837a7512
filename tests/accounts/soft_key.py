"""A security key in software: what a browser would send for it (WebAuthn level 2, ES256, no attestation)."""

import hashlib
import json
import os
import struct
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

ORIGIN, HOST = "http://localhost", "localhost"
PRESENT, VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


class SoftKey:
    """One key with one credential. `origin`: the website that the browser believes to be on."""

    def __init__(self, origin: str = ORIGIN) -> None:
        self.origin = origin
        self.number = os.urandom(32)
        self._secret = ec.generate_private_key(ec.SECP256R1())

    def create(self, options: dict[str, Any]) -> str:
        """Answer navigator.credentials.create(options) as JSON."""
        public = cbor.encode(dict(ES256.from_cryptography_key(self._secret.public_key())))
        made = bytes(16) + struct.pack(">H", len(self.number)) + self.number + public
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._data(HAS_CREDENTIAL) + made}
        client = self._client("webauthn.create", options)
        return self._json(clientDataJSON=client, attestationObject=cbor.encode(attestation))

    def get(self, options: dict[str, Any]) -> str:
        """Answer navigator.credentials.get(options) as JSON."""
        data, client = self._data(), self._client("webauthn.get", options)
        signature = self._secret.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._json(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _data(self, flags: int = 0) -> bytes:
        return hashlib.sha256(HOST.encode()).digest() + struct.pack(">BI", PRESENT | VERIFIED | flags, 1)

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["publicKey"]["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _json(self, **parts: bytes) -> str:
        number = websafe_encode(self.number)
        response = {name: websafe_encode(value) for name, value in parts.items()}
        answer = {"id": number, "rawId": number, "type": "public-key", "clientExtensionResults": {}}
        return json.dumps(answer | {"response": response})
