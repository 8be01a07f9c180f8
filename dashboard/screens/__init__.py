"""A page top to bottom; each reads like a table of contents."""
