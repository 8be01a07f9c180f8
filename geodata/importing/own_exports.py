"""Our own exports."""
