"""The history of the tables, applied on opening."""
