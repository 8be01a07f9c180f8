"""All routes of the dashboard, ready for ``st.App(routes=...)``."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Mount


def with_base_path(routes: Sequence[BaseRoute], base_path: str) -> list[BaseRoute]:
    """The routes, and once more under ``server.baseUrlPath``.

    Streamlit puts its own routes under that path but not ours; a missing one would answer
    with the page and status 200, which no script can read.

    Example:
        >>> from starlette.routing import Route
        >>> [route.path for route in with_base_path([Route("/health", print)], "/maps/")]
        ['/health', '/maps']
    """
    base = base_path.strip("/")
    return [*routes, Mount(f"/{base}", routes=list(routes))] if base else list(routes)
