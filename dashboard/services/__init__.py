"""What lives longer than one page run: the collection, and the views that the map asks for."""
