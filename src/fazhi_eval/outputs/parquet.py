"""The rows of an audit as tables for analysis: one of reports, one of outcomes (report × item)."""

from pathlib import Path

from fazhi_eval.errors import Problem, UsageError

_COLUMNS = """{
    source: 'VARCHAR', run: 'VARCHAR', sha256: 'VARCHAR', exit_code: 'INTEGER', year: 'INTEGER',
    report: 'STRUCT(title VARCHAR, issuer VARCHAR, region VARCHAR, "level" VARCHAR, body VARCHAR, published_on DATE)',
    score: 'STRUCT(score DOUBLE, low DOUBLE, high DOUBLE, coverage DOUBLE, items INTEGER, determined INTEGER)',
    gaps: 'MAP(VARCHAR, VARCHAR)', unadmitted: 'VARCHAR[]', admissions: 'MAP(VARCHAR, INTEGER)',
    observations: 'INTEGER', outcomes: 'MAP(VARCHAR, VARCHAR)'
}"""

_QUERIES = {
    "reports": """
        SELECT source, run, sha256, exit_code, year, report.title, report.issuer, report.region, report."level",
            report.body, report.published_on, score.score, score.low, score.high, score.coverage, score.items,
            score.determined, cardinality(gaps) AS gaps, len(unadmitted) AS unadmitted,
            admissions['confirmed'] AS confirmed, admissions['unverified'] AS unverified,
            admissions['generic'] AS generic, observations FROM found""",
    "outcomes": """
        SELECT source, entry.key AS item, entry.value AS outcome, gaps[entry.key] AS severity,
            CASE WHEN gaps[entry.key] IS NULL THEN NULL ELSE NOT list_contains(unadmitted, entry.key) END AS admitted
        FROM (SELECT source, gaps, unadmitted, unnest(map_entries(outcomes)) AS entry FROM found)""",
}


def write(rows: Path, table: str, file: Path) -> None:
    """Write ``table`` (``reports`` or ``outcomes``) of the JSON Lines in ``rows`` as a Parquet file.

    Raises UsageError where the extra ``parquet`` (DuckDB) is not installed.
    """
    try:
        import duckdb
    except ModuleNotFoundError:
        raise UsageError(Problem("audit.no_parquet")) from None
    with duckdb.connect() as base:
        # one thread: the same rows give the same bytes
        base.execute("SET threads = 1; SET autoinstall_known_extensions = false; SET enable_progress_bar = false")
        source = f"read_json({_quoted(rows)}, format = 'newline_delimited', columns = {_COLUMNS})"
        query = f"WITH found AS (SELECT * FROM {source}) {_QUERIES[table]}"
        base.execute(f"COPY ({query}) TO {_quoted(file)} (FORMAT parquet, COMPRESSION zstd)")


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
