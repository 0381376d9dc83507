"""The pages people read: the search page, articles, help."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug import Response

from search import Marked, ParamsError

from .context import formats, parts, translator, url_language
from .marking import runs
from .problems import error_page
from .state import MAX_OFFSET, SearchState, check_dates, dates_reversed, parameter_name
from .views import also, article_blocks, chips, last_page, search_view, source_url

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def search() -> Response:
    """Show results, facets and filters for the state in the URL; without words, the newest articles."""
    try:
        state = SearchState.from_args(request.args, url_language())
        return _search(state)
    except ParamsError as error:
        return _unusable(error)


@blueprint.get("/artikel/<article_id>")
def article(article_id: str) -> Response:
    """Show one article; the search state in its URL marks words and leads back to the results."""
    state = SearchState.lenient(request.args, url_language())
    view = parts().service.article(article_id, state.q)
    if view is None:
        abort(404)
    if view.id != article_id:
        # A page that was joined to others: its address leads to the whole article.
        query = urlencode(list(request.args.items(multi=True)))
        there = url_for("pages.article", article_id=view.id)
        return redirect(f"{there}?{query}" if query else there)
    came_from_search = bool(state.q or state.filtered or "page" in request.args)
    page = request.args.get("page", "")
    back = replace(state, page=int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else state
    here = SearchState(bahasa=state.bahasa)
    return make_response(
        render_template(
            "article.html",
            article=view,
            title=runs(Marked(view.title, view.marks.get(-1, ()))),
            blocks=article_blocks(view),
            matches=sum(len(spans) for block, spans in view.marks.items() if block >= 0),
            source=source_url(view),
            other_date=(view.published_other or "").partition(" ")[0],
            copies=also(view.copies, state, translator()),
            state=state,
            back=back.url(),
            came_from_search=came_from_search,
            place_url=lambda value: replace(here, places=(value,)).url(),
            person_url=lambda value: replace(here, people=(value,)).url(),
        )
    )


@blueprint.get("/tentang-pencarian")
def help_page() -> str:
    """Show how to search."""
    return render_template("help.html", state=SearchState.lenient(request.args, url_language()))


def _search(state: SearchState) -> Response:
    size = parts().settings.page_size
    asked = state.params(size)
    reachable = asked.offset <= MAX_OFFSET
    page = parts().service.search(asked if reachable else replace(asked, offset=0))
    last = last_page(page.total, size)
    words = translator()
    if state.page > last or not reachable:
        action = (state.to_page(last).url(), words("paging.to_last", page=formats().number(last)))
        return error_page(404, words("paging.beyond", page=formats().number(last)), action)
    view = search_view(state, page, size, words, formats())
    return make_response(render_template("search.html", view=view, state=view.state))


def _unusable(error: ParamsError) -> Response:
    """Answer 400 with the box and the filters kept, so that the reader can put it right."""
    words = translator()
    state = SearchState.lenient(request.args, url_language())
    name = parameter_name(error)
    reversed_range = name in {"from", "to"} and dates_reversed(state.date_from, state.date_to)
    key = "unusable.range" if reversed_range else f"unusable.{name}"
    mended = state
    if reversed_range:
        mended = state.dated(state.date_to, state.date_from)
    elif name in {"from", "to"}:
        mended = state.dated(*(_usable(part) for part in (state.date_from, state.date_to)))
    elif name == "place":
        mended = replace(state, places=())
    elif name == "person":
        mended = replace(state, people=())
    page = render_template(
        "unusable.html",
        state=state,
        text=words(key) if words.has(key) else str(error),
        chips=chips(state, None, words, formats()),
        mended=mended.url(),
        reversed_range=reversed_range,
    )
    return make_response(page, 400)


def _usable(part: str | None) -> str | None:
    try:
        check_dates(part, None)
    except ParamsError:
        return None
    return part
