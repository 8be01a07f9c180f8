"""How good this is: corpora, gold sets and the tables they give."""
