"""Two further stories: other people, other places."""

from stories.further import choose


def test_other_kinds_and_other_laender_come_first():
    candidates = [
        ("same", "client", "DE-HE"),
        ("same kind", "client", "DE-BY"),
        ("same land", "staff", "DE-HE"),
        ("staff", "staff", "DE-SN"),
        ("employer", "employer", "DE-BB"),
    ]
    assert choose(candidates, "client", "DE-HE") == ["staff", "employer"]


def test_the_two_differ_from_each_other_too():
    candidates = [
        ("staff one", "staff", "DE-BY"),
        ("employer near", "employer", "DE-BY"),
        ("staff two", "staff", "DE-SN"),
    ]
    assert choose(candidates, "client", "DE-HE") == ["employer near", "staff two"]


def test_among_equals_the_newest_win():
    candidates = [(number, "client", "DE-HE") for number in range(5)]
    assert choose(candidates, "client", "DE-HE") == [0, 1]


def test_another_kind_counts_more_than_another_land():
    candidates = [("far", "client", "DE-BY"), ("farther", "client", "DE-SN"), ("other", "staff", "DE-HE")]
    assert choose(candidates, "client", "DE-HE") == ["far", "other"]


def test_where_there_are_few_there_are_few():
    assert choose([], "client", "DE-HE") == []
    assert choose([("one", "client", "DE-HE")], "client", "DE-HE") == ["one"]
