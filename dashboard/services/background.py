"""Long work: reading files and addresses into drafts, adding many drafts to the collection.

A job belongs to the process, not to a page: it goes on when the page is reloaded or closed,
and whoever started it sees it again. What it has done is in the store at once, and what is left
too (`geodata.storage.work_queue`): the next process goes on where this one ended.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count

from geodata.errors import GeodataError

_WORKERS = 2
_MOST_KEPT = 50  # jobs that are over
_MOST_PROBLEMS = 100
Sentence = Callable[[Exception], str]


@dataclass(slots=True)
class Job:
    """Work that somebody asked for.

    Attributes:
        id: for buttons and addresses.
        owner: who asked for it.
        what: in words.
        total, done: steps.
        kind: what its steps are made of, '' when nobody asks.
        current: the step under way, in words.
        problems: a sentence for each step that failed.
        results: ids of what came out, in order.
        is_over: whether nothing more will happen.
        was_stopped: whether somebody stopped it.
        on_stop: called before it is stopped, to keep that somebody asked.
        on_over: called when nothing more will happen.
        on_dismissed: called when it is to be forgotten.
    """

    id: str
    owner: str
    what: str
    total: int
    done: int = 0
    kind: str = ""
    current: str = ""
    problems: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    is_over: bool = False
    was_stopped: bool = False
    on_stop: Callable[[Job], None] = lambda job: None
    on_over: Callable[[Job], None] = lambda job: None
    on_dismissed: Callable[[Job], None] = lambda job: None
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """End after the step under way; what was done stays.

        It ends also where that could not be kept, and the error says so.
        """
        try:
            self.on_stop(self)
        finally:
            self._stop.set()

    def is_stopping(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    def fail(self, sentence: str) -> None:
        """Note a step that failed."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(sentence)

    @property
    def share(self) -> float:
        """How much is done, 0..1."""
        return min(1.0, self.done / self.total) if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a job: its name in words, and what does it; it appends to the results."""

    name: str
    do: Callable[[Job], None]


class Background:
    """The jobs of this process.

    Example:
        >>> background = Background(str)
        >>> job = background.start("me", "Two", [Step("one", lambda job: job.results.append("1"))])
        >>> background.wait(job, 5), job.results, job.share
        (True, ['1'], 1.0)
    """

    def __init__(self, sentence: Sentence) -> None:
        """Start without work; sentence: what to tell about an error."""
        self._sentence = sentence
        self._jobs: dict[str, Job] = {}
        self._over: dict[str, threading.Event] = {}
        self._numbers = count(1)
        self._guard = threading.Lock()
        self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="background")

    def start(self, owner: str, what: str, steps: Sequence[Step]) -> Job:
        """Begin; the job is worked off as soon as a worker is free."""
        return self.go_on(Job(f"job-{next(self._numbers)}", owner, what, len(steps)), steps)

    def go_on(self, job: Job, steps: Sequence[Step]) -> Job:
        """Begin with a job of which some steps may be done, or show one that is over."""
        with self._guard:
            self._jobs[job.id] = job
            over = self._over[job.id] = threading.Event()
            self._forget_old()
        if job.is_over:
            over.set()
        else:
            self._pool.submit(self._run, job, list(steps))
        return job

    def of(self, owner: str) -> list[Job]:
        """The jobs of somebody, the latest first."""
        with self._guard:
            return [job for job in reversed(self._jobs.values()) if job.owner == owner]

    def dismiss(self, job: Job) -> None:
        """Forget a job that is over."""
        with self._guard:
            if job.is_over:
                self._jobs.pop(job.id, None)
                self._over.pop(job.id, None)
                job.on_dismissed(job)

    def wait(self, job: Job, timeout_s: float | None = None) -> bool:
        """Whether it is over, after waiting at most so long."""
        event = self._over.get(job.id)
        return event is None or event.wait(timeout_s)

    def _run(self, job: Job, steps: list[Step]) -> None:
        try:
            while steps and not job.is_stopping():
                step = steps.pop(0)  # with it goes the file that it holds
                job.current = step.name
                self._do(step, job)
                job.done += 1
            job.was_stopped = bool(steps)
            job.on_over(job)
        except GeodataError as error:  # it is noted as not over, and goes on after a restart
            job.fail(self._sentence(error))
        finally:
            job.current, job.is_over = "", True
            event = self._over.get(job.id)
            if event is not None:
                event.set()

    def _do(self, step: Step, job: Job) -> None:
        try:
            step.do(job)
        except GeodataError as error:
            if not job.is_stopping():
                job.fail(self._sentence(error))
        except Exception as error:  # noqa: BLE001 - the other steps go on
            job.fail(f"{step.name}: {self._sentence(error)}")

    def _forget_old(self) -> None:
        over = [job.id for job in self._jobs.values() if job.is_over]
        for job_id in over[: max(0, len(over) - _MOST_KEPT)]:
            self._jobs.pop(job_id, None)
            self._over.pop(job_id, None)
