"""The cluster: its mapping, its two clients, its errors. The only module that imports elasticsearch."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch, NotFoundError, helpers
from elasticsearch.dsl import (
    Date,
    Document,
    Keyword,
    Long,
    MetaField,
    Text,
    analyzer,
    char_filter,
    token_filter,
)

from search.analysis import STEM_OVERRIDES
from search.engines.base import SearchUnavailableError

from .circuit import Circuit

# Raise it when a change of code changes what is written, though neither mapping nor analysis do.
CODE = 3
DRAIN_TIMEOUT = 30  # seconds
BULK_ROWS, BULK_BYTES = 500, 10 * 1024 * 1024
# Longer than any drain is late: until then the cluster remembers a delete and refuses older upserts.
GC_DELETES = "6h"

_PLAIN = ("lowercase", "asciifolding")
english = analyzer(
    "en",
    tokenizer="standard",
    char_filter=[char_filter("underscore", "mapping", mappings=["_ => \\u0020"])],
    filter=[
        token_filter("possessive", "stemmer", language="possessive_english"),
        *_PLAIN,
        token_filter("stops", "stop", stopwords="_english_"),
        token_filter("newer_stems", "stemmer_override", rules=list(STEM_OVERRIDES)),
        token_filter("porter2", "stemmer", language="porter2"),
    ],
)
plain = analyzer(
    "plain",
    tokenizer="standard",
    char_filter=[char_filter("underscore", "mapping", mappings=["_ => \\u0020"])],
    filter=list(_PLAIN),
)


class Row(Document):
    """The mapping. Rows are written and read as plain dicts, which is faster."""

    id = Keyword()
    kind = Keyword()
    audience = Keyword()
    title = Text(analyzer=english, fields={"std": Text(analyzer=plain)})
    extra = Text(analyzer=english)
    body = Text(analyzer=english, index_options="offsets")
    words = Keyword()
    slug = Keyword()
    title_sort = Keyword()
    challenge = Keyword()
    outcome = Keyword()
    topic = Keyword()
    state = Keyword()
    partnership = Keyword()
    updated = Date(format="epoch_second")
    visible_from = Date(format="epoch_second")
    visible_until = Date(format="epoch_second")
    rev = Long()

    class Meta:
        # The plain string would be ignored without a word.
        dynamic = MetaField("strict")

    class Index:
        # Shards keep statistics of their own: one shard, and replicas to scale out.
        settings = {"number_of_shards": 1, "gc_deletes": GC_DELETES}


@cache
def index_body() -> dict:
    """Settings and mapping of a new index."""
    return Row._index.to_dict()


@cache
def schema_hash() -> str:
    """Eight letters that change when an index must be built anew."""
    return sha256(json.dumps([index_body(), CODE], sort_keys=True).encode()).hexdigest()[:8]


class Cluster:
    """Two clients: a hasty one for readers behind a circuit, a patient one for writers."""

    def __init__(self, hosts, *, api_key: str, ca: str, timeout: float, retries: int, circuit: float):
        def client(seconds: float) -> Elasticsearch:
            return Elasticsearch(
                list(hosts),
                api_key=api_key or None,
                **({"ca_certs": ca} if ca else {}),
                request_timeout=seconds,
                retry_on_timeout=True,
                max_retries=retries,
                sniff_on_start=False,
                sniff_before_requests=False,
                sniff_on_node_failure=False,
            )

        self.patient = client(DRAIN_TIMEOUT)
        self._hasty = client(timeout)
        self._circuit = Circuit(circuit)

    def search(self, index: str, body: dict) -> dict:
        """The raw answer; half an answer is an error."""
        return self.read(lambda client: client.search(index=index, body=body, allow_partial_search_results=False))

    def read(self, ask: Callable[[Elasticsearch], object]):
        """What `ask` brings from the hasty client, unless the circuit is open."""
        if self._circuit.is_open:
            raise SearchUnavailableError("The cluster failed three times in a row and is left alone for a while.")
        try:
            with guarded():
                answer = ask(self._hasty).body
        except SearchUnavailableError as error:
            # An index that is missing is no failure of the cluster.
            if not isinstance(error.__cause__, ApiError) or error.__cause__.status_code >= 429:
                self._circuit.failed()
            raise
        self._circuit.succeeded()
        return answer

    def write(self, actions: Iterable[dict], *, wait: bool) -> Iterator[dict]:
        """The status of each action, in order. Targets must be aliases, so that no index springs up by mistake."""
        found = helpers.streaming_bulk(
            self.patient,
            actions,
            chunk_size=BULK_ROWS,
            max_chunk_bytes=BULK_BYTES,
            raise_on_error=False,
            require_alias=True,
            refresh="wait_for" if wait else False,
        )
        for _, outcome in found:
            yield from outcome.values()

    def revisions(self, index: str) -> dict[str, int]:
        rows = helpers.scan(self.patient, index=index, query={"_source": ["rev"]}, size=1000)
        return {row["_id"]: row["_source"]["rev"] for row in rows}


@contextmanager
def guarded() -> Iterator[None]:
    """Turn every error of the cluster into SearchUnavailableError."""
    try:
        yield
    except NotFoundError as error:
        raise SearchUnavailableError("The index was never built, or by another version of the code.") from error
    except (ApiError, TransportError) as error:
        raise SearchUnavailableError(f"{type(error).__name__}: {error}") from error
