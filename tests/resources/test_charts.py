from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from resources.lessons.charts import BOTTOM, LEFT, RIGHT, TOP, Value, run_chart


def values(*numbers, before=0):
    start = date(2024, 1, 1)
    return [
        Value(start + timedelta(days=30 * place), number, is_before=place < before)
        for place, number in enumerate(numbers)
    ]


def test_run_chart_places_dots_by_time_and_height():
    chart = run_chart([Value(date(2024, 1, 1), 0.0), Value(date(2024, 1, 11), 100.0), Value(date(2024, 2, 10), 50.0)])

    assert [dot.x for dot in chart.dots] == [f"{LEFT:.2f}%", "30.18%", f"{RIGHT:.2f}%"]
    assert [dot.y for dot in chart.dots] == [f"{BOTTOM}", f"{TOP}", "148.0"]
    assert [tick.number for tick in chart.ticks] == [0, 25, 50, 75, 100]


def test_run_chart_spaces_values_evenly_when_two_share_a_date():
    day = date(2024, 1, 1)

    chart = run_chart([Value(day, 1.0), Value(day, 2.0), Value(date(2025, 1, 1), 3.0)])

    assert [dot.x for dot in chart.dots] == ["8.10%", "52.25%", "96.40%"]


def test_run_chart_marks_the_change_between_before_and_after():
    chart = run_chart(values(94, 40, 31, before=1))

    assert chart.change_x == "30.18%"
    assert [dot.fill for dot in chart.dots] == ["f6", "f1", "f1"]
    assert [line.stroke for line in chart.segments] == ["l1", "l1"]
    assert run_chart(values(94, 40, 31)).change_x is None


def test_run_chart_draws_a_median_from_five_values_on():
    assert run_chart(values(1, 2, 3, 4)).medians == []
    assert len(run_chart(values(1, 2, 3, 4, 5)).medians) == 1


def test_run_chart_begins_at_zero_unless_that_would_flatten_the_change():
    assert run_chart(values(20, 40, 60)).starts_at_zero
    assert not run_chart(values(95, 96, 97)).starts_at_zero


def test_run_chart_makes_room_for_the_target():
    chart = run_chart(values(10, 20, 30), target=200.0)

    assert chart.ticks[-1].number == 200
    assert chart.target.y1 == f"{TOP}"


@given(
    numbers=st.lists(
        st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 4)), min_size=2, max_size=40
    ),
    days=st.lists(st.integers(0, 4000), min_size=40, max_size=40),
    target=st.none() | st.floats(-1e9, 1e9).map(lambda number: round(number, 4)),
)
def test_run_chart_keeps_every_value_within_its_frame(numbers, days, target):
    days = sorted(days[: len(numbers)])
    dated = [Value(date(2020, 1, 1) + timedelta(days=day), number) for day, number in zip(days, numbers, strict=True)]

    chart = run_chart(dated, target)

    assert all(TOP <= float(dot.y) <= BOTTOM for dot in chart.dots)
    assert all(LEFT <= float(dot.x.rstrip("%")) <= RIGHT + 0.01 for dot in chart.dots)
    assert 2 <= len(chart.ticks) <= 8
