"""Bearer tokens of an OpenID Connect provider, beside API keys: signed JWTs that say who somebody is and may do.

A token is let in when the provider signed it with an asymmetric key that it publishes, for this audience, and it
holds now (RFC 7519, RFC 9068; OpenID Connect Discovery 1.0). Which algorithms count is decided here and never by
the token, so `none` and secrets that anybody could know are no signatures.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import jwt
import structlog
import urllib3
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.keys import SCOPES, Key, bearer
from api.keys import Scope as Allowed
from ontology.errors import AccessError, SettingsError

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
REQUIRED = ("exp", "iss", "aud", "sub")
LEEWAY = 30.0
"""Seconds by which two clocks may differ."""
KEPT = 3600.0
"""Seconds for which the provider's keys are taken as they were."""
SOONEST = 10.0
"""Seconds before they are fetched again for a key that isn't among them, whoever asks."""
TIMEOUT = urllib3.Timeout(connect=5.0, read=5.0)
LARGEST = 1_000_000
DISCOVERY = "/.well-known/openid-configuration"
ADVICE = "Send an API key or a token of the provider as `Authorization: Bearer …`."

LOG = structlog.get_logger(__name__)
Fetch = Callable[[str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Provider:
    """Whose tokens count, for which audience, and what their claim allows.

    `claim` is a claim's name, with dots where it lies deeper (`realm_access.roles`), that holds words or a list;
    `scopes` says which scope each of these words stands for.
    """

    issuer: str
    audience: str
    claim: str = "scope"
    scopes: Mapping[str, Allowed] = field(default_factory=lambda: {f"rostra:{each}": each for each in SCOPES})

    def __post_init__(self) -> None:
        """Raises SettingsError for what can't be trusted."""
        if not _trustworthy(self.issuer):
            raise SettingsError(
                f"The issuer {self.issuer!r} is no https:// address.", "Set ROSTRA_OIDC_ISSUER."
            )
        if not self.audience:
            raise SettingsError(
                "Tokens for any audience would be taken.", "Set ROSTRA_OIDC_AUDIENCE to this service's name."
            )


class Tokens:
    """Checks tokens of a provider, whose keys are fetched when they are first needed, and kept."""

    def __init__(
        self, provider: Provider, fetch: Fetch | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.provider = provider
        self._fetch, self._clock = fetch or fetch_json, clock
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched = float("-inf")
        self._fetching = asyncio.Lock()

    async def prepare(self, token: str) -> None:
        """Have the key at hand that a token names: the provider is asked where it may have a new one."""
        kid = _header(token).get("kid")
        if self._is_fresh(kid):
            return
        async with self._fetching:
            if self._is_fresh(kid):
                return
            self._fetched = self._clock()
            try:
                self._keys = await asyncio.to_thread(self._published)
            except (AccessError, jwt.PyJWTError, urllib3.exceptions.HTTPError, ValueError) as error:
                LOG.warning("oidc.keys", reason=str(error))  # those that are known count on

    def check(self, token: str) -> Key:
        """Who the token says that its holder is. Raises AccessError where it doesn't count."""
        key = self._keys.get(str(_header(token).get("kid")))
        if key is None:
            raise AccessError("The token is signed with a key that its provider doesn't publish.", ADVICE)
        try:
            claims = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                audience=self.provider.audience,
                issuer=self.provider.issuer,
                leeway=LEEWAY,
                options={"require": list(REQUIRED)},
            )
        except jwt.ExpiredSignatureError:
            raise AccessError("The token has run out.", "Get a new one from its provider.") from None
        except jwt.PyJWTError as error:
            raise AccessError(f"The token doesn't count: {error}.", ADVICE) from None
        return self._key(claims)

    def _is_fresh(self, kid: object) -> bool:
        age = self._clock() - self._fetched
        return age < (KEPT if kid in self._keys else SOONEST)

    def _key(self, claims: Mapping[str, Any]) -> Key:
        name = claims.get("name") or claims.get("preferred_username") or claims["sub"]
        words = _words(claims, self.provider.claim)
        scopes = {self.provider.scopes[word] for word in words if word in self.provider.scopes}
        return Key(f"oidc:{claims['sub']}", str(name), tuple(sorted(scopes)), "", "")

    def _published(self) -> dict[str, jwt.PyJWK]:
        """The keys that the provider publishes, by id; those that sign nothing we take are left out."""
        told = self._fetch(self.provider.issuer.rstrip("/") + DISCOVERY)
        if told.get("issuer") != self.provider.issuer:
            raise AccessError(f"The provider calls itself {told.get('issuer')!r}.")
        address = str(told.get("jwks_uri"))
        if not _trustworthy(address):
            raise AccessError(f"The provider's keys are at {address!r}, which is no https:// address.")
        keys = jwt.PyJWKSet.from_dict(dict(self._fetch(address))).keys
        return {
            key.key_id: key
            for key in keys
            if key.key_id and key.algorithm_name in ALGORITHMS and key.public_key_use in (None, "sig")
        }


class OidcKeys:
    """A layer that has the provider's keys at hand before a token is checked, which must not wait."""

    def __init__(self, app: ASGIApp, tokens: Tokens) -> None:
        self.app, self.tokens = app, tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Prepare, and go on whatever comes of it."""
        if scope["type"] == "http" and (token := token_in(Headers(scope=scope).get("authorization"))):
            await self.tokens.prepare(token)
        await self.app(scope, receive, send)


def token_in(header: str | None) -> str | None:
    """The JWT of an `Authorization` header; None where it holds something else."""
    try:
        token = bearer(header)
    except AccessError:
        return None
    return token if token and token.count(".") == 2 else None


def fetch_json(address: str) -> Mapping[str, Any]:
    """A JSON object from the provider, without redirects. Raises HTTPError, ValueError."""
    with urllib3.PoolManager() as pool:
        answer = pool.request(
            "GET", address, redirect=False, retries=False, timeout=TIMEOUT, preload_content=False
        )
        with answer:
            body = answer.read(LARGEST + 1)
    if answer.status != 200 or len(body) > LARGEST:
        raise ValueError(f"{address} answered with status {answer.status}, {len(body):,} bytes")
    told = json.loads(body)
    if not isinstance(told, dict):
        raise ValueError(f"{address} is no JSON object")
    return cast("Mapping[str, Any]", told)


def _trustworthy(address: str) -> bool:
    """An address that nobody between can answer for; a provider on this machine needs no TLS."""
    found = urllib3.util.parse_url(address)
    return found.scheme == "https" or (
        found.scheme == "http" and found.host in ("127.0.0.1", "localhost", "[::1]")
    )


def _header(token: str) -> Mapping[str, Any]:
    try:
        return cast("Mapping[str, Any]", jwt.get_unverified_header(token))
    except jwt.PyJWTError:
        return {}


def _words(claims: Mapping[str, Any], claim: str) -> Sequence[str]:
    found: Any = claims
    for name in claim.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return found.split()
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []
