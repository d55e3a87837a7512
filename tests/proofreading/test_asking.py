"""Other websites are asked without anybody leading us into our own network. The servers are real; the resolver is ours."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from campaign.proofreading import asking


class Website(BaseHTTPRequestHandler):
    """Answers by its paths, and remembers who asked for what."""

    asked: list[tuple[str, str, str]]

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path, self.headers["User-Agent"]))
        path = self.path.strip("/")
        if path == "nur-get" and self.command == "HEAD":
            self.send_error(405)
        elif path == "kreis":
            self._to("/kreis")
        elif path == "weiter":
            self._to("/gut")
        elif path == "nach-innen":
            self._to("http://intern.beispiel.de/geheim")
        elif path == "datei":
            self._to("file:///etc/passwd")
        elif path == "keine-adresse":
            self._to("http://[")
        elif path == "tropft":
            self._drip()
        else:
            self.send_response(int(path) if path.isdigit() else 200)
            self.end_headers()

    do_GET = do_HEAD

    def _drip(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)

    def _to(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def website() -> Iterator[ThreadingHTTPServer]:
    Website.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Website)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture
def ask(website):
    """Ask with www.beispiel.de standing for the server of the test; all other names are looked up as always."""

    def resolve(host: str, port: int) -> tuple[str, int]:
        if host == "www.beispiel.de":
            return "127.0.0.1", website.server_port
        if host == "intern.beispiel.de":
            return asking.public_target("127.0.0.1", port)
        return asking.public_target(host, port)

    def at(path: str) -> str:
        Website.asked.clear()
        return asking.ask(f"http://www.beispiel.de/{path}", resolve).problem

    return at


@pytest.mark.parametrize("path", ["gut", "weiter", "nur-get", "401", "403", "429", "gut?a=ü b", ""])
def test_what_answers_is_fine(ask, path):
    assert ask(path) == ""
    assert all("Linkpruefung" in name and "+http" in name for _, _, name in Website.asked)


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("404", "404"),
        ("410", "410"),
        ("500", "500"),
        ("kreis", "im Kreis"),
        ("datei", "nicht zu einer Website"),
        ("keine-adresse", "antwortet nicht"),
    ],
)
def test_what_does_not_is_named(ask, path, word):
    assert word in ask(path)


def test_a_redirect_into_our_own_network_is_not_followed(ask):
    assert "nicht ins öffentliche Internet" in ask("nach-innen")
    assert [path for _, path, _ in Website.asked] == ["/nach-innen"]


def test_a_website_that_drips_is_left_after_a_while(ask, monkeypatch):
    monkeypatch.setattr(asking, "MOST_S", 0.4)
    began = time.monotonic()
    assert "antwortet nicht" in ask("tropft")
    assert time.monotonic() - began < 2


def test_head_is_enough_where_it_is_answered(ask):
    ask("gut")
    assert [method for method, _, _ in Website.asked] == ["HEAD"]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://224.0.0.1/",
        "http://8.8.8.8:22/",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "http:///nichts",
    ],
)
def test_nothing_inside_is_ever_connected_to(address, monkeypatch):
    def never(*args, **kwargs):
        raise AssertionError("verbunden")

    monkeypatch.setattr(socket, "create_connection", never)
    assert asking.ask(address).problem


def test_a_name_with_one_private_address_is_a_trap(monkeypatch):
    entries = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: entries)
    with pytest.raises(asking.NotPublic):
        asking.public_target("beispiel.de", 80)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: entries[:1])
    assert asking.public_target("beispiel.de", 443) == ("93.184.216.34", 443)


def test_a_website_that_never_answers_costs_its_time_and_no_more(monkeypatch):
    monkeypatch.setattr(asking, "TIMEOUT_S", 0.3)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        target = silent.getsockname()
        assert asking.ask("http://www.beispiel.de/", lambda host, port: target).problem
