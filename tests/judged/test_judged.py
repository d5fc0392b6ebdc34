"""Searches of members with graded answers, on the demo content, for each engine.

Only answers whose content is on the site count: the list names kinds that come with later shelves. Printed: nDCG@10,
and for how many of the searches an answer that belongs on the first screen (grade 3) is among the first five hits.
"""

from math import log2
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from cms.audiences import viewer_for
from cms.kinds import every_kind
from cms.models import Loaded
from members.accounts.models import User
from members.people.models import Profile
from search.engines import engine
from search.query import SearchRequest
from search.sources import SOURCES, thing_of
from tests.engines import ENGINES

QUERIES = yaml.safe_load(Path(__file__).with_name("scenario_queries.yaml").read_text())["queries"]
FLOORS = {"ndcg": 0.64, "answered": 0.85}


def things() -> dict[str, tuple[str, int]]:
    """The content's own id (``lesson:the-friday-tally``) -> (kind, primary key), for what search knows."""
    known = {kind.name for kind in every_kind()} & set(SOURCES)
    loaded = Loaded.objects.filter(kind__in=known).values_list("kind", "key", "object_id")
    found = {f"{kind}:{key}": (kind, int(number)) for kind, key, number in loaded}
    profiles = dict(Profile.objects.values_list("user_id", "pk"))
    return {
        name: (kind, profiles.get(number, 0) if kind == "person" else number) for name, (kind, number) in found.items()
    }


def gain(grades) -> float:
    return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades))


@pytest.mark.parametrize("search_index", ENGINES, indirect=True)
def test_members_find_what_they_need(search_index):
    call_command("demo", verbosity=0)
    search_index()
    member = viewer_for(User.objects.get(email="member@demo.example.org"))
    keys = things()
    ndcg, answered, shown_wrongly = [], [], []

    for query in QUERIES:
        grades = {keys[each["id"]]: each["grade"] for each in query["relevant"] if each["id"] in keys}
        hits = engine().search(SearchRequest(viewer=member, text=query["query"], facets=())).hits
        ranked = [thing_of(hit.id) for hit in hits]
        shown_wrongly += [(query["id"], name) for name in query.get("must_not", []) if keys.get(name) in ranked]
        if not grades:
            continue
        ideal = gain(sorted(grades.values(), reverse=True)[:10])
        ndcg.append(gain([grades.get(thing, 0) for thing in ranked[:10]]) / ideal)
        best = {thing for thing, grade in grades.items() if grade == 3}
        first = best & set(ranked[:5])
        if best:
            answered.append(bool(first))
        print(f"{query['id']} {ndcg[-1]:.2f} {len(first)}/{len(best)} {query['query']}")

    mean, share = sum(ndcg) / len(ndcg), sum(answered) / len(answered)
    print(f"{engine().name}: nDCG@10 {mean:.3f} on {len(ndcg)} queries; {sum(answered)} of {len(answered)} answered")
    assert shown_wrongly == []
    assert mean >= FLOORS["ndcg"]
    assert share >= FLOORS["answered"]
