"""The words of dates, one table for each language; the grammar knows only their classes."""
