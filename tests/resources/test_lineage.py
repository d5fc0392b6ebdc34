from hypothesis import given
from hypothesis import strategies as st

from resources.lessons.lineage import DEEPEST, FOLD_BEYOND, Link, family_tree


def tree_of(pairs, readable, here):
    return family_tree([Link(*pair) for pair in pairs], {one: one for one in readable}, here)


def shape(node):
    """(lesson, [children])"""
    return (node.lesson, [shape(child) for child in node.children])


def test_a_lesson_alone_has_no_tree():
    assert tree_of([], [1], 1) is None


def test_the_tree_begins_at_the_first_version_and_goes_all_the_way_down():
    tree = tree_of([(2, 1, "smaller"), (3, 2), (4, 2), (5, 1)], [1, 2, 3, 4, 5], 2)

    assert shape(tree) == (1, [(2, [(3, []), (4, [])]), (5, [])])
    assert [node.is_here for node in (tree, tree.children[0])] == [False, True]
    assert tree.children[0].changed == "smaller"


def test_what_is_below_a_hidden_lesson_hangs_on_the_nearest_readable_one_above():
    tree = tree_of([(2, 1), (3, 2), (4, 3)], [1, 4], 4)

    assert shape(tree) == (1, [(4, [])])


def test_a_hidden_first_version_leaves_no_trace():
    assert tree_of([(2, 1), (3, 1)], [2, 3], 2) is None
    assert shape(tree_of([(2, 1), (3, 1), (4, 2)], [2, 3, 4], 4)) == (2, [(4, [])])


def test_a_circle_ends():
    assert shape(tree_of([(1, 2), (2, 1)], [1, 2], 1)) == (2, [(1, [])])


def test_a_large_tree_folds_what_does_not_lead_here():
    pairs = [(2, 1), (3, 2)] + [(number, 1) for number in range(4, 40)] + [(99, 4)]

    tree = tree_of(pairs, [1, 2, 3, *range(4, 40), 99], 3)

    folded = [child.lesson for child in tree.children if child.is_folded]
    assert len(pairs) > FOLD_BEYOND
    assert folded == [4]
    assert not tree.is_folded


@given(sources=st.lists(st.integers(0, 60), max_size=60), hidden=st.sets(st.integers(0, 60)), here=st.integers(0, 60))
def test_every_tree_ends_and_shows_each_readable_lesson_once(sources, hidden, here):
    pairs = [(lesson, source) for lesson, source in enumerate(sources) if lesson != source]
    readable = [number for number in range(61) if number not in hidden or number == here]

    tree = tree_of(pairs, readable, here)

    seen, waiting, deepest = [], [(tree, 0)] if tree else [], 0
    while waiting:
        node, depth = waiting.pop()
        seen.append(node.lesson)
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in node.children]
    assert len(seen) == len(set(seen))
    assert set(seen) <= set(readable)
    assert deepest <= DEEPEST
    assert tree is None or here in seen
