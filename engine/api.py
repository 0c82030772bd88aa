"""Prefect's API over plain HTTP, for a process that does not import Prefect."""

import time
from typing import Any, Self

import httpx

from engine.settings import Arrangement

BUSY = frozenset({502, 503, 504})
TRIES = 12
PAUSE_SECONDS = 0.5
PATIENCE_SECONDS = 75.0
"""Prefect on SQLite lets a call wait 60 s for its file before it answers; who gives up earlier learns nothing."""
CLIENT = "griffie"


class Api:
    """A connection to the server: it carries the password and the CSRF token, and repeats what met a busy database.

    A question that got no answer in time is asked again; what makes or changes something is not: it may have been done.
    """

    def __init__(self, arrangement: Arrangement, *, patience: float = PATIENCE_SECONDS) -> None:
        """Prepare a connection that waits so many seconds for an answer; nothing is asked yet."""
        user, _, password = arrangement.auth.partition(":")
        self._http = httpx.Client(
            base_url=arrangement.api,
            auth=(user, password) if arrangement.auth else None,
            timeout=patience,
            trust_env=False,
            headers={"Prefect-Csrf-Client": CLIENT},
        )

    def __enter__(self) -> Self:
        """Return itself, to be closed at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self._http.close()

    def healthy(self) -> bool:
        """Return whether the server answers and can reach its database."""
        try:
            return self._http.get("/health", timeout=5).is_success
        except httpx.HTTPError:
            return False

    def get(self, path: str) -> Any:
        """Return what lies at the path."""
        return self._call("GET", path)

    def post(self, path: str, body: Any) -> Any:
        """Send the body and return the answer."""
        return self._call("POST", path, body)

    def patch(self, path: str, body: Any) -> Any:
        """Change what lies at the path."""
        return self._call("PATCH", path, body)

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        for attempt in range(1, TRIES + 1):
            try:
                response = self._once(method, path, body)
            except httpx.ReadTimeout:
                if method != "GET" or attempt == TRIES:
                    raise
                continue
            if response.status_code not in BUSY or attempt == TRIES:
                break
            time.sleep(PAUSE_SECONDS)
        response.raise_for_status()
        return response.json() if response.content else None

    def _once(self, method: str, path: str, body: Any) -> httpx.Response:
        if method != "GET" and "Prefect-Csrf-Token" not in self._http.headers:
            self._token()
        response = self._http.request(method, path, json=body)
        if response.status_code == httpx.codes.FORBIDDEN:
            self._token()
            response = self._http.request(method, path, json=body)
        return response

    def _token(self) -> None:
        """Fetch a fresh CSRF token; a server that asks for none answers 422."""
        answer = self._http.get("/csrf-token", params={"client": CLIENT})
        if answer.is_success:
            self._http.headers["Prefect-Csrf-Token"] = answer.json()["token"]
