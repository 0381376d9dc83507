"""The peers of our engine (`python -m bench engine`) and of our extraction (`python -m bench extraction`).

How an extractor is run stands in `extractors`. An engine is a process that answers line by line. A request is
a line of words separated by tabs, an answer a line of JSON:

    write CORPUS MEGABYTES      makes the index: {seconds, articles, bytes, segments}
    open QUERIES                opens it and answers the first query: {open_ms, version}
    pass FACETS STEP            runs every STEP-th query once: {ms: [...], found: [...] if FACETS is 1}
    memory                      {resident, anonymous} in MB

`ms` is null for a query that the engine has no means for. `found` has, for each query, the number of
matches and the sums of the counts of months, of the ten first places, of the ten first people.
"""

OURS = "ours"
ENGINES = (OURS, "whoosh", "fts5", "tantivy", "lucene")
