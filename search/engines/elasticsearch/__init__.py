"""The engine of many machines: one Elasticsearch cluster that all of them share."""

from .engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
