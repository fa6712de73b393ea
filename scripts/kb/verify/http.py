"""Questions to services on the network: one at a time, not too often, from a cache on disk where it has the answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from urllib3.util.retry import Retry

from kb import __version__

#: How long an answer counts, in days; records of published works hardly change.
CACHE_DAYS = 30
#: Seconds to wait for a connection and for each piece of an answer.
TIMEOUT = (10, 30)
#: An answer longer than this, in bytes, is none that was asked for.
LARGEST = 8_000_000
_BUSY = (429, 500, 502, 503, 504)


class UnavailableError(Exception):
    """A service gave no answer that can be used; the text says why, in one line."""


class _Polite(HTTPAdapter):
    """Leaves time between two questions to one host, and asks again, later and later, where it is busy."""

    def __init__(
        self, pause: Callable[[str], float], wait: Callable[[float], None], tries: int, backoff: float
    ) -> None:
        retry = Retry(
            total=tries,
            backoff_factor=backoff,
            backoff_max=60,
            status_forcelist=_BUSY,
            allowed_methods={"GET"},
            raise_on_status=False,
            retry_after_max=120,
        )
        super().__init__(max_retries=retry)
        self.pause = pause
        self.wait = wait
        self.last: dict[str, float] = {}

    def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> requests.Response:
        host = urlsplit(request.url or "").netloc
        due = self.last.get(host, float("-inf")) + self.pause(str(host))
        self.wait(max(0.0, due - time.monotonic()))
        try:
            return super().send(request, *arguments, **options)
        finally:
            self.last[str(host)] = time.monotonic()


class Http:
    """Gets answers, and keeps them.

    Args:
        cache: the file that keeps answers, made where it is missing; none keeps them in memory.
        contact: an address of mail at which services can complain; they serve those better who give one.
        offline: ask nobody; only what is in the cache is known.
        pause: seconds between two questions to a host.
        tries, backoff: how often a busy service is asked again, and the first pause before it, in seconds.
        wait: sleeps for a number of seconds.
    """

    def __init__(
        self,
        cache: Path | None,
        contact: str = "",
        offline: bool = False,
        pause: Callable[[str], float] = lambda _: 1.0,
        tries: int = 4,
        backoff: float = 1.0,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        where: dict[str, Any] = {"backend": "memory"} if cache is None else {"cache_name": cache, "backend": "sqlite"}
        self.offline = offline
        self.session = CachedSession(
            **where, expire_after=CACHE_DAYS * 86400, allowable_codes=(200, 404), only_if_cached=offline
        )
        self.session.headers["User-Agent"] = f"kb/{__version__}" + (f" (mailto:{contact})" if contact else "")
        self.session.max_redirects = 5
        polite = _Polite(pause, wait, tries, backoff)
        self.session.mount("https://", polite)
        self.session.mount("http://", polite)

    def get(self, url: str, params: Mapping[str, str] | None = None) -> requests.Response | None:
        """The answer to a question; none if there is no such record.

        Raises:
            UnavailableError: if the service cannot be reached, is busy after every try, refuses, or gives half an
                answer or one that is too large; offline, if the answer is not in the cache.
        """
        host = urlsplit(url).hostname
        try:
            response = self.session.get(url, params=dict(params or {}), timeout=TIMEOUT)
        except requests.Timeout as error:
            raise UnavailableError(f"{host} did not answer in time") from error
        except requests.TooManyRedirects as error:
            raise UnavailableError(f"{host} leads from one address to the next without end") from error
        except (requests.RequestException, OSError) as error:
            raise UnavailableError(f"{host} cannot be reached") from error
        if response.status_code == 404:
            return None
        if self.offline and response.status_code == 504:
            raise UnavailableError(f"{host} was never asked this, and nothing is asked with --offline")
        if response.status_code != 200:
            raise UnavailableError(f"{host} answered with status {response.status_code}")
        if len(response.content) > LARGEST:
            raise UnavailableError(f"{host} answered with more than {LARGEST // 1_000_000} MB")
        return response

    def json(self, url: str, params: Mapping[str, str] | None = None) -> Any:
        """The same, as JSON.

        Raises:
            UnavailableError: as above, and if the answer is no JSON.
        """
        response = self.get(url, params)
        try:
            return None if response is None else response.json()
        except ValueError as error:
            raise UnavailableError(f"{urlsplit(url).hostname} answered with something that is not JSON") from error
