"""Which bytes a Range header asks for."""

import io

import pytest

from campaign.media.ranges import BLOCK, FileSlice, Span, Unsatisfiable, span_of


@pytest.mark.parametrize(
    ("header", "span"),
    [
        ("bytes=0-0", Span(0, 0)),
        ("bytes=0-", Span(0, 99)),
        ("bytes=10-19", Span(10, 19)),
        ("bytes=90-1000", Span(90, 99)),
        ("bytes=-10", Span(90, 99)),
        ("bytes=-1000", Span(0, 99)),
        (" bytes= 1-2 ", Span(1, 2)),
    ],
)
def test_one_range_is_cut_to_the_file(header, span):
    assert span_of(header, 100) == span


@pytest.mark.parametrize(
    "header",
    ["", "bytes", "bytes=", "bytes=-", "bytes=a-b", "items=0-1", "bytes=0-1,5-6", "bytes=5-1", "bytes=1-2-3",
     f"bytes={'9' * 5000}-", "bytes=٣-٤", "bytes=--1"],
)  # fmt: skip
def test_what_is_no_single_range_means_the_whole_file(header):
    assert span_of(header, 100) is None


@pytest.mark.parametrize(
    ("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0), ("bytes=-5", 0)]
)
def test_a_range_outside_the_file_is_unsatisfiable(header, size):
    with pytest.raises(Unsatisfiable):
        span_of(header, size)


def test_a_slice_comes_in_blocks_and_closes_its_file():
    file = io.BytesIO(bytes(range(256)) * 1024)
    blocks = list(FileSlice(file, 3, BLOCK + 5))
    assert [len(block) for block in blocks] == [BLOCK, 5]
    assert b"".join(blocks) == (bytes(range(256)) * 1024)[3 : BLOCK + 8]
    assert file.closed
