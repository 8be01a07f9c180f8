"""The child of `geodata.storage.apart`: reads a SQLite file with ADBC, answers in Arrow files.

A program of its own that imports nothing of Gazette: `arrow_child.py FOLDER ADDRESS`. Each line
it is told is a query; each line it says is the name of the file with the rows. All queries see
one moment.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(folder: Path, address: str) -> None:
    """Answer queries until there are no more."""
    # Not its module `dbapi`, which would import pandas.
    import adbc_driver_sqlite
    import pyarrow as pa
    from adbc_driver_manager import AdbcConnection, AdbcStatement

    with adbc_driver_sqlite.connect(address) as database, AdbcConnection(database) as connection:
        connection.set_autocommit(False)
        for number, line in enumerate(sys.stdin):
            with AdbcStatement(connection) as statement:
                statement.set_options(**{"adbc.sqlite.query.batch_rows": "20000"})
                statement.set_sql_query(json.loads(line))
                found, _ = statement.execute_query()
                reader = pa.RecordBatchReader._import_from_c(found.address)
                file = folder / f"{number}.arrow"
                with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(
                    sink, reader.schema
                ) as writer:  # fmt: skip
                    for batch in reader:
                        writer.write_batch(batch)
            print(file.name, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
