"""The child of `geodata.storage.apart`: reads a SQLite file with ADBC, answers in Arrow streams.

A program of its own that imports nothing of Gazette: `arrow_child.py ADDRESS`. Each line it is
told is a query; for each it writes one stream of rows. All queries see one moment.
"""

from __future__ import annotations

import json
import sys


def main(address: str) -> None:
    """Answer queries until there are no more."""
    # Not its module `dbapi`, which would import pandas.
    import adbc_driver_sqlite
    import pyarrow as pa
    from adbc_driver_manager import AdbcConnection, AdbcStatement

    with (
        # Not sys.stdout.buffer: under PYTHONUNBUFFERED it writes a part only when interrupted.
        open(sys.stdout.fileno(), "wb", closefd=False) as answers,
        adbc_driver_sqlite.connect(address) as database,
        AdbcConnection(database) as connection,
    ):
        connection.set_autocommit(False)
        for line in sys.stdin:
            with AdbcStatement(connection) as statement:
                statement.set_options(**{"adbc.sqlite.query.batch_rows": "20000"})
                statement.set_sql_query(json.loads(line))
                found, _ = statement.execute_query()
                reader = pa.RecordBatchReader._import_from_c(found.address)
                with pa.ipc.new_stream(answers, reader.schema) as writer:
                    for batch in reader:
                        writer.write_batch(batch)
            answers.flush()


if __name__ == "__main__":
    main(sys.argv[1])
