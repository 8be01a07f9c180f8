from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.routes.basemap.geometry import (
    Box,
    Points,
    clipped_line,
    clipped_ring,
    deltas,
    joined,
    length_km,
    simplified,
    simplified_ring,
    smoothed,
    whole_numbers,
)

SQUARE = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]])


def area(ring: Points) -> float:
    """Twice the signed area by the shoelace formula, made positive and halved."""
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2


positions = st.tuples(st.floats(-170, 170, allow_nan=False), st.floats(-80, 80, allow_nan=False))
lines = st.lists(positions, min_size=2, max_size=40).map(lambda line: np.array(line))


def test_a_vertex_beyond_the_tolerance_is_kept() -> None:
    line = np.array([[0.0, 0.0], [1.0, 0.5], [2.0, 0.0]])
    assert simplified(line, 0.4).tolist() == line.tolist()


@given(lines, st.floats(0.001, 5))
def test_a_simplified_line_keeps_its_ends_and_adds_nothing(line: Points, tolerance: float) -> None:
    result = simplified(line, tolerance)
    assert result[0].tolist() == line[0].tolist()
    assert result[-1].tolist() == line[-1].tolist()
    original = {tuple(point) for point in line.tolist()}
    assert {tuple(point) for point in result.tolist()} <= original


def test_a_ring_of_many_vertices_stays_closed_when_simplified() -> None:
    angles = np.linspace(0, 2 * np.pi, 400)
    circle = np.column_stack([np.cos(angles), np.sin(angles)])
    circle[-1] = circle[0]
    result = simplified_ring(circle, 0.01)
    assert result[0].tolist() == result[-1].tolist()
    assert 10 < len(result) < 60
    assert area(result[:-1]) == pytest.approx(np.pi, rel=0.03)


def test_cutting_a_ring_leaves_exactly_the_part_inside() -> None:
    cut = clipped_ring(SQUARE, Box(2.0, -1.0, 9.0, 3.0))
    assert area(cut) == pytest.approx(2.0 * 3.0)


def test_a_ring_around_the_box_becomes_the_box() -> None:
    assert area(clipped_ring(SQUARE, Box(1.0, 1.0, 2.0, 2.0))) == pytest.approx(1.0)


def test_cutting_is_exact_on_the_edge_so_that_the_edge_can_be_told_from_the_coast() -> None:
    triangle = np.array([[0.0, 0.0], [7.0, 1.0], [3.0, 5.0], [0.0, 0.0]])
    cut = clipped_ring(triangle, Box(0.3, 0.0, 6.1, 9.0))
    assert cut[:, 0].min() == 0.3
    assert cut[:, 0].max() == 6.1


def test_a_line_that_leaves_and_comes_back_falls_into_two_pieces() -> None:
    line = np.array([[0.5, 0.2], [3.0, 0.2], [3.0, 0.8], [0.5, 0.8]])
    pieces = clipped_line(line, Box(0.0, 0.0, 1.0, 1.0))
    assert [piece.tolist() for piece in pieces] == [
        [[0.5, 0.2], [1.0, 0.2]],
        [[1.0, 0.8], [0.5, 0.8]],
    ]


def test_a_line_outside_gives_no_piece() -> None:
    assert clipped_line(np.array([[5.0, 5.0], [6.0, 5.0]]), Box(0, 0, 1, 1)) == []


@example(np.array([[-21.0, 0.0], [-21.0 + 5e-324, 5e-324]]))
@example(np.array([[1.0, 0.0], [1.0, 5e-324]]))
@given(lines)
def test_pieces_of_a_line_lie_inside_the_box(line: Points) -> None:
    box = Box(-20.0, -10.0, 30.0, 40.0)
    for piece in clipped_line(line, box):
        assert len(piece) >= 2
        assert piece[:, 0].min() >= box.west - 1e-9
        assert piece[:, 0].max() <= box.east + 1e-9
        assert piece[:, 1].min() >= box.south - 1e-9
        assert piece[:, 1].max() <= box.north + 1e-9


def test_segments_are_joined_where_two_meet_but_not_where_three_do() -> None:
    west = np.array([[0.0, 0.0], [1.0, 0.0]])
    east = np.array([[2.0, 0.0], [1.0, 0.0]])
    north = np.array([[1.0, 1.0], [1.0, 0.0]])
    assert len(joined([west, east])) == 1
    assert len(joined([west, east, north])) == 3


def test_joining_from_the_middle_outward_keeps_the_order() -> None:
    parts = [np.array([[x + 0.0, 0.0], [x + 1.0, 0.0]]) for x in (1, 0, 2)]
    assert [line[:, 0].tolist() for line in joined(parts)] == [[0.0, 1.0, 2.0, 3.0]]


def test_a_degree_of_latitude_is_about_111_km() -> None:
    assert length_km(np.array([[10.0, 0.0], [10.0, 1.0]])) == pytest.approx(111.2, abs=0.1)
    assert length_km(np.array([[10.0, 60.0], [11.0, 60.0]])) == pytest.approx(55.6, abs=0.1)


def test_smoothing_keeps_fixed_vertices_where_they_are() -> None:
    fixed = np.array([True, False, True, True, True])
    result = smoothed(SQUARE, fixed).tolist()
    assert [4.0, 0.0] not in result  # the free corner is cut
    assert [4.0, 4.0] in result
    assert [0.0, 4.0] in result


@given(lines)
def test_steps_lead_back_to_the_same_positions(line: Points) -> None:
    whole = whole_numbers(line, 500)
    steps = np.array(deltas(whole)).reshape(-1, 2)
    assert np.cumsum(steps, axis=0).tolist() == whole.tolist()
    assert np.abs(whole[0] / 500 - line[0]).max() <= 0.5 / 500 + 1e-12  # halves round
