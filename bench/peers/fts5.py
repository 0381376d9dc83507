"""SQLite FTS5 without a copy of the texts; facets by joins with tables of values."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from bench.corpus import Query

from .child import TOP, Answer, Peer, serve
from .files import Line

# Nothing is made durable on the way: a build that fails is begun anew. Prefixes of four letters,
# those that the queries have, get an index of their own.
_TABLES = """
    pragma journal_mode = off;
    pragma synchronous = off;
    create virtual table texts using fts5(title, body, content='', prefix='4', tokenize='ascii');
    create table articles(number integer primary key, id text, day text, month text);
    create table places(article integer, value integer);
    create table people(article integer, value integer);
    create table names(value integer primary key, name text unique);
"""
_FINISH = """
    insert into texts(texts) values('optimize');
    create index places_of on places(article, value);
    create index people_of on people(article, value);
    create index placed on places(value, article);
    create index peopled on people(value, article);
    create index dated on articles(day);
    analyze;
    pragma synchronous = full;
"""
_MONTHS = "select month, count(*) from hits cross join articles using(number) group by 1"
_TOP = f"""
    select name, n from (
        select value, count(*) as n from hits cross join {{0}} on article = number
        group by 1 order by 2 desc limit {TOP}
    ) join names using(value) order by 2 desc
"""  # noqa: S608


class Select(NamedTuple):
    """What follows `select … from`, what to order by (empty: nothing scores), and the parameters."""

    source: str
    order: str
    parameters: tuple[str | int, ...]


class Fts5(Peer):
    """The sqlite3 that Python comes with."""

    def begin(self, megabytes: int) -> None:
        self._db = self._connect(megabytes)
        self._db.executescript(_TABLES)
        self._numbers: dict[str, int] = {}

    def add(self, lines: list[Line]) -> None:
        db, numbers = self._db, self._numbers
        db.executemany(
            "insert into texts(rowid, title, body) values(?, ?, ?)",
            [(line.number, line.title, line.body) for line in lines],
        )
        db.executemany(
            "insert into articles values(?, ?, ?, ?)",
            [(line.number, line.id, line.day, line.month) for line in lines],
        )
        for table in ("places", "people"):
            pairs = [
                (line.number, numbers.setdefault(value, len(numbers)))
                for line in lines
                for value in getattr(line, table)
            ]
            db.executemany(f"insert into {table} values(?, ?)", pairs)

    def finish(self) -> int:
        names = [(number, name) for name, number in self._numbers.items()]
        self._db.executemany("insert into names values(?, ?)", names)
        self._db.executescript(_FINISH)
        self._db.commit()
        self._db.close()
        return 1

    def open(self) -> str:
        self._db = self._connect(256)
        self._db.execute("pragma mmap_size = 16000000000")
        self._db.execute("pragma temp_store = memory")
        self._db.execute("create temp table hits(number integer primary key, score real)")
        return sqlite3.sqlite_version

    def prepare(self, query: Query) -> Select | None:
        if query.kind == "fuzzy":
            return None
        source, conditions, parameters = "articles", [], []
        if query.words:
            source = "texts cross join articles on number = texts.rowid"
            conditions.append("texts match ?")
            parameters.append(_match(query))
        if query.days:
            conditions.append("day between ? and ?")
            parameters += query.days
        for table, value in (("places", query.place), ("people", query.person)):
            if value:
                conditions.append(
                    f"exists (select 1 from {table} join names using(value) "  # noqa: S608
                    f"where article = number and name = ?)"
                )
                parameters.append(value)
        where = f" where {' and '.join(conditions)}" if conditions else ""
        # A prefix scores nothing, as in the other engines: the first are the best. FTS5's own order by
        # rank would rank what filters are yet to refuse, the plus sign keeps it from that.
        order = "" if query.kind in ("prefix", "match-all") else "+rank" if len(conditions) > 1 else "rank"
        return Select(source + where, order, tuple(parameters))

    def run(self, prepared: Select, *, facets: bool) -> Answer:
        source, order, parameters = prepared
        db = self._db
        if not facets:
            ordered = f"order by {order} " if order else ""
            best = db.execute(f"select id from {source} {ordered}limit {TOP}", parameters)  # noqa: S608
            return Answer([name for (name,) in best])
        db.execute("delete from hits")
        score = "rank" if order else "0"
        total = db.execute(
            f"insert into hits select number, {score} from {source}",  # noqa: S608
            parameters,
        ).rowcount
        best = db.execute(
            "select id from (select number, score from hits order by score limit ?) "
            "join articles using(number) order by score",
            (TOP,),
        )
        ids = [name for (name,) in best]
        tops = [db.execute(_TOP.format(table)).fetchall() for table in ("places", "people")]
        return Answer(ids, total, db.execute(_MONTHS).fetchall(), *tops)

    def _connect(self, megabytes: int) -> sqlite3.Connection:
        db = sqlite3.connect(self.folder / "fts5.sqlite3")
        db.execute(f"pragma cache_size = -{megabytes * 1000}")
        return db


def _match(query: Query) -> str:
    words = [f'"{word}"' for word in query.words]
    match query.kind:
        case "or":
            expression = " OR ".join(words)
        case "phrase" | "common phrase":
            expression = " + ".join(words)
        case "prefix":
            expression = words[0] + " *"
        case _:
            expression = " AND ".join(words)
    return f"body : ({expression})"


if __name__ == "__main__":
    serve(Fts5)
