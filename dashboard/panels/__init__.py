"""One panel, one function, one return value."""
