"""What the dashboard answers besides its page: the map's events, files, feeds, health."""
