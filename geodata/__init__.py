"""Gazette's library: reports in, events with places, dates and the words that say so.

The ladder of imports, top to bottom; a module imports only from lower rungs:

    cli
    evaluation
    pipeline
    resolving
    geoparsing | dating | gazetteer | geocoding | events | storage | exchange | browse
    model
    coordinates | partial_date
    errors
"""
