"""A real film in a real browser: it plays, shows its captions, jumps; without JavaScript it has its controls."""

from collections.abc import Callable

import pytest

from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.visit import NARROW, Visit

pytestmark = pytest.mark.requires("ffmpeg")

PLAY = """async () => {
    const video = document.querySelector('video');
    video.muted = true;
    await video.play();
    await new Promise(done => { const wait = () => video.currentTime > 1 ? done() : setTimeout(wait, 50); wait(); });
    const [track] = [...video.textTracks].filter(one => one.kind === 'captions');
    return {at: video.currentTime, width: video.videoWidth, length: video.duration, source: video.currentSrc,
            mode: track.mode, words: [...track.activeCues].map(cue => cue.text)};
}"""
JUMP = """async () => {
    const video = document.querySelector('video');
    const jumped = new Promise(done => video.addEventListener('seeked', done, {once: true}));
    video.currentTime = 8;
    await jumped;
    const [track] = [...video.textTracks].filter(one => one.kind === 'captions');
    await new Promise(done => { const wait = () => track.activeCues.length ? done() : setTimeout(wait, 50); wait(); });
    return {at: video.currentTime, words: [...track.activeCues].map(cue => cue.text)};
}"""


STORY = "story/kreis-dueren/rundgang-im-film"


@pytest.fixture
def address(site: Site) -> str:
    """Where the demo shows its film."""
    return next(one["public_url"] for one in site.manifest["objects"] if one["key"] == STORY)


def test_the_film_plays_with_captions_and_jumps(visit: Callable[..., Visit], address: str):
    looking = visit()
    page = looking.open(address)
    before = [request.url for request in looking.requests if "/media/v" in request.url]
    playing = page.evaluate(PLAY)
    assert (playing["width"], playing["mode"], before) == (640, "showing", [])
    assert playing["length"] == pytest.approx(10, abs=0.2)
    assert playing["words"] == ["Um vier Uhr früh geht hier das Licht an."]
    jumped = page.evaluate(JUMP)
    assert jumped["at"] == pytest.approx(8, abs=0.5)
    assert jumped["words"] == ["Um sechs liegt das erste Brot im Laden."]
    assert_nothing({address: looking.problems})


def test_without_javascript_there_are_controls_a_transcript_and_a_download(
    visit: Callable[..., Visit], address: str
):
    page = visit(java_script_enabled=False, viewport=NARROW).open(address)
    assert page.locator("video[controls][preload=none]").count() == 1
    page.locator("summary", has_text="Abschrift lesen").click()
    assert page.locator(".video__transcript").inner_text().startswith("Eine Stimme sagt")
    assert "MP4, 0,1 MB, 10 Sekunden" in page.locator(".video__download").inner_text()
