"""The JSON API, version 1. Unknown parameters are errors: a misspelt filter must not widen a search."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, request, url_for

from index import Named, Sort
from search import ArticleView, EntityView, ParamsError, SearchPage, SearchParams, copies_json, to_payload

from .context import parts
from .problems import problem
from .state import MAX_OFFSET, check_dates, clean, sort_order, values, whole_number

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

_REPEATABLE = ("place", "person")
_SEARCH = ("q", *_REPEATABLE, "from", "to", "sort", "limit", "offset")
_MAX_LIMIT = 100


@blueprint.get("/search")
def search() -> Response:
    """Search; parameters q, place*, person*, from, to, sort, limit (1–100), offset (0–10,000)."""
    only(*_SEARCH)
    params = _params()
    page = parts().service.search(params)
    return jsonify({**to_payload(page), "next": _next(params, page)})


@blueprint.get("/articles/<article_id>")
def article(article_id: str) -> Response:
    """Return one article with its names; `q` also marks its words."""
    only("q")
    view = parts().service.article(article_id, clean(request.args.get("q", "")))
    if view is None:
        return problem(404, f"There is no article {article_id!r}.")
    return jsonify(article_json(view))


@blueprint.get("/people/<name>")
def person(name: str) -> Response:
    """Return when, with whom, where and in what offices articles name a person, by id or by any name."""
    only()
    return _entity(parts().service.person(name), f"a person {name[:80]!r}")


@blueprint.get("/places/<name>")
def place(name: str) -> Response:
    """Return when, with whom and where articles name a place, by code or by a name that one place has."""
    only()
    return _entity(parts().service.place(name), repr(name[:80]))


@blueprint.get("/organisations/<name>")
def organisation(name: str) -> Response:
    """Return when, with whom and where articles name an organisation, by id or by any name."""
    only()
    return _entity(parts().service.organisation(name), f"an organisation {name[:80]!r}")


def _entity(view: EntityView | None, asked: str) -> Response:
    return jsonify(view.payload()) if view else problem(404, f"No article names {asked}.")


def article_json(view: ArticleView) -> dict[str, Any]:
    """Return an article as the API writes it; `block` -1 is the title, else a paragraph's number."""
    return {
        "id": view.id,
        "url": view.url,
        "title": view.title,
        "paragraphs": list(view.paragraphs),
        "published": view.published,
        "published_from": view.published_from,
        "published_other": view.published_other,
        "author": view.author,
        "section": view.section,
        "publisher": view.publisher,
        "language": view.language,
        "dateline": view.dateline,
        "agency": view.agency,
        "places": _named(view.places),
        "people": [
            {**named, **({"office": view.offices[named["id"]]} if named["id"] in view.offices else {})}
            for named in _named(view.people)
        ],
        "copies": copies_json(view.copies),
        "names": [
            {
                "block": span.block,
                "start": span.start,
                "end": span.end,
                "kind": span.kind,
                "id": span.named.id,
                "name": span.named.name,
            }
            for span in view.names
        ],
        "marks": [
            {"block": block, "spans": [list(span) for span in spans]}
            for block, spans in sorted(view.marks.items())
        ],
    }


def _named(names: tuple[Named, ...]) -> list[dict[str, str]]:
    return [{"id": named.id, "name": named.name} for named in names]


def only(*known: str) -> None:
    """Raise ParamsError for a parameter that is not one of `known`, or is given twice and may not be."""
    for name, given in request.args.lists():
        if name not in known:
            raise ParamsError(name, f"unknown parameter {name!r}; known are {', '.join(known) or 'none'}")
        if len(given) > 1 and name not in _REPEATABLE:
            raise ParamsError(name, f"{name} may be given once")


def _params() -> SearchParams:
    args = request.args
    date_from, date_to = args.get("from") or None, args.get("to") or None
    check_dates(date_from, date_to)
    q = clean(args.get("q", ""))
    return SearchParams(
        q=q,
        places=values(args, "place"),
        people=values(args, "person"),
        date_from=date_from,
        date_to=date_to,
        sort=sort_order(args["sort"]) if "sort" in args else (Sort.RELEVANCE if q else Sort.NEWEST),
        limit=whole_number(args, "limit", parts().settings.page_size, 1, _MAX_LIMIT),
        offset=whole_number(args, "offset", 0, 0, MAX_OFFSET),
    )


def _next(params: SearchParams, page: SearchPage) -> str | None:
    following = replace(params, offset=params.offset + params.limit)
    if following.offset >= page.total or following.offset > MAX_OFFSET:
        return None
    pairs = [(name, value) for name, value in request.args.items(multi=True) if name != "offset"]
    return f"{url_for('api.search')}?{urlencode([*pairs, ('offset', str(following.offset))])}"
