"""Every engine answers 200 requests as the embedded one does: totals, facets, scores."""

import random

import pytest

from search.query import SearchRequest
from tests.contract.library import VIEWERS, WORDS


def requests():
    dice = random.Random(5)

    def words(least, most):
        return " ".join(dice.choice(WORDS) for _ in range(dice.randint(least, most)))

    shapes = [
        lambda: words(1, 1),
        lambda: words(2, 3),
        lambda: words(4, 9),
        lambda: f'{words(1, 2)} "{words(2, 2)}"',
        lambda: f"{words(1, 3)} -{words(1, 1)}",
        lambda: f"the {words(1, 2)} of the {words(1, 1)}",
        lambda: dice.choice(["dashboard", "mou", "organisation", "chronic absence"]) + " " + words(0, 2),
        lambda: f"-{words(1, 1)}",
        lambda: dice.choice(["atendance", "litreacy", "graduaton"]) + " " + words(0, 1),
        lambda: '"to be" ' + words(0, 1),
    ]
    for number in range(200):
        filters = {}
        if dice.random() < 0.4:
            filters["topic"] = frozenset(dice.sample(["attendance", "literacy", "privacy"], dice.randint(1, 2)))
        if dice.random() < 0.3:
            filters["state"] = frozenset([dice.choice(["OH", "KY"])])
        viewer = VIEWERS[dice.choice(["visitor", "member", "colleague", "staff"])]
        yield SearchRequest(viewer, shapes[number % len(shapes)](), filters=filters, size=200, highlight=False)


@pytest.mark.parametrize("part", range(4))
def test_answers_are_the_same(library, twin, part):
    for request in list(requests())[part::4]:
        page, expected = library.search(request), twin.search(request)

        assert (page.total, page.corrected, page.facets) == (expected.total, expected.corrected, expected.facets)
        scores = {hit.id: hit.score for hit in page.hits}
        assert scores == pytest.approx({hit.id: hit.score for hit in expected.hits}, abs=1e-3), request.text
