"""Tokens of an OpenID Connect provider: a small one of our own, on loopback."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from api.app import build_app
from api.keys import Key, Scope
from api.oidc import DISCOVERY, SOONEST, Provider, Tokens
from api.settings import Settings
from ontology.errors import AccessError, SettingsError
from tests.api.served import served

AUDIENCE = "rostra-of-harbour"
MUTATION = {
    "query": 'mutation { withdrawStatement(input: {id: "statement/none", reason: "x"}) { decision { id } } }'
}


class OwnProvider:
    """Publishes its keys and signs tokens; `asked` counts how often the keys were fetched."""

    def __init__(self) -> None:
        self.issuer = ""
        self.keys = {"first": rsa.generate_private_key(65537, 2048)}
        self.asked = 0
        self.app = Starlette(routes=[Route(DISCOVERY, self.describe), Route("/keys", self.publish)])

    async def describe(self, _: Request) -> Response:
        return JSONResponse({"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys"})

    async def publish(self, _: Request) -> Response:
        self.asked += 1
        keys = [
            {**json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())), "kid": kid, "use": "sig"}
            for kid, key in self.keys.items()
        ]
        shared = {"kty": "oct", "kid": "shared", "k": base64.urlsafe_b64encode(b"known to all").decode()}
        return JSONResponse({"keys": [*keys, shared]})

    def token(self, kid: str = "first", /, **claims: object) -> str:
        told = self.claims() | claims
        return jwt.encode(
            {name: value for name, value in told.items() if value is not None},
            self.keys[kid],
            "RS256",
            {"kid": kid},
        )

    def claims(self) -> dict[str, Any]:
        now = int(time.time())
        held = {"sub": "ana", "name": "Ana Brill", "scope": "openid rostra:write", "exp": now + 60}
        return {"iss": self.issuer, "aud": AUDIENCE, "iat": now, **held}


@pytest.fixture(scope="module")
def provider() -> Iterator[OwnProvider]:
    own = OwnProvider()
    with served(own.app) as address:
        own.issuer = address
        yield own


async def checked(
    provider: OwnProvider, token: str, claim: str = "scope", scopes: Mapping[str, Scope] | None = None
) -> Key:
    meant = {"scopes": scopes} if scopes else {}
    tokens = Tokens(Provider(provider.issuer, AUDIENCE, claim, **meant))
    await tokens.prepare(token)
    return tokens.check(token)


async def test_a_token_says_who_its_holder_is_and_what_is_allowed(provider: OwnProvider) -> None:
    key = await checked(provider, provider.token())
    assert (key.id, key.name, key.scopes) == ("oidc:ana", "Ana Brill", ("write",))


async def test_what_is_allowed_may_lie_deeper_and_go_by_other_words(provider: OwnProvider) -> None:
    token = provider.token(realm_access={"roles": ["editors", "readers", 7]}, name=None)
    key = await checked(provider, token, claim="realm_access.roles", scopes={"editors": "curate"})
    assert (key.name, key.scopes) == ("ana", ("curate",))
    assert (await checked(provider, token, claim="realm_access.none")).scopes == ()


def forged(provider: OwnProvider) -> Mapping[str, str]:
    """Tokens that must not count, by what is wrong with them."""
    claims, now = provider.claims(), int(time.time())
    public = provider.keys["first"].public_key()
    pem = public.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()
    stranger = rsa.generate_private_key(65537, 2048)
    good = provider.token()
    head, body, signature = good.split(".")
    return {
        "over": provider.token(exp=now - 3600),
        "not begun": provider.token(nbf=now + 3600),
        "for another service": provider.token(aud="another"),
        "for nobody": provider.token(aud=None),
        "from another provider": provider.token(iss="https://elsewhere.example"),
        "for ever": provider.token(exp=None),
        "of nobody": provider.token(sub=None),
        "not signed": unsigned(claims, {"alg": "none", "kid": "first"}),
        "not signed, spelt otherwise": unsigned(claims, {"alg": "nOnE", "kid": "first"}),
        "signed with the public key as a secret": hmac_signed(claims, pem),
        "signed with a secret that is published": jwt.encode(
            claims, "known to all" * 3, "HS256", {"kid": "shared"}
        ),
        "signed by a stranger": jwt.encode(claims, stranger, "RS256", {"kid": "first"}),
        "signed by a stranger's curve": jwt.encode(
            claims, ec.generate_private_key(ec.SECP256R1()), "ES256", {"kid": "first"}
        ),
        "with a key that brings itself": jwt.encode(
            claims,
            stranger,
            "RS256",
            {"jwk": json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(stranger.public_key()))},
        ),
        "changed": f"{head}.{encoded({**claims, 'scope': 'rostra:admin'})}.{signature}",
        "cut": f"{head}.{body}.",
        "rubbish": "a.b.c",
    }


def encoded(part: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def unsigned(claims: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    return f"{encoded(header)}.{encoded(claims)}."


def hmac_signed(claims: Mapping[str, Any], secret: str) -> str:
    """HS256 by hand: PyJWT refuses to sign with a public key."""
    signed = f"{encoded({'alg': 'HS256', 'kid': 'first'})}.{encoded(claims)}"
    digest = hmac.digest(secret.encode(), signed.encode(), hashlib.sha256)
    return f"{signed}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def counts(tokens: Tokens, token: str) -> bool:
    try:
        return bool(tokens.check(token))
    except AccessError:
        return False


async def test_no_forged_token_counts(provider: OwnProvider) -> None:
    tokens = Tokens(Provider(provider.issuer, AUDIENCE))
    for what, token in forged(provider).items():
        await tokens.prepare(token)
        assert not counts(tokens, token), what
    assert counts(tokens, provider.token())


async def test_keys_are_fetched_once_and_again_for_a_new_one_but_not_at_everybodys_word(
    provider: OwnProvider,
) -> None:
    now = 0.0
    tokens = Tokens(Provider(provider.issuer, AUDIENCE), clock=lambda: now)
    before = provider.asked
    for _ in range(3):
        await tokens.prepare(provider.token())
    assert provider.asked == before + 1
    provider.keys["second"] = rsa.generate_private_key(65537, 2048)
    rotated = provider.token("second")
    await tokens.prepare(rotated)
    with pytest.raises(AccessError, match="doesn't publish"):
        tokens.check(rotated)
    assert provider.asked == before + 1
    now = SOONEST + 1
    await tokens.prepare(rotated)
    assert tokens.check(rotated).id == "oidc:ana"
    assert provider.asked == before + 2


async def test_a_provider_that_is_gone_or_lies_gives_no_keys() -> None:
    async def elsewhere(_: Request) -> Response:
        return RedirectResponse("http://127.0.0.1:1/")

    async def other_name(_: Request) -> Response:
        return JSONResponse(
            {"issuer": "https://elsewhere.example", "jwks_uri": "https://elsewhere.example/keys"}
        )

    token = jwt.encode({"sub": "x"}, rsa.generate_private_key(65537, 2048), "RS256", {"kid": "first"})
    for describe in (elsewhere, other_name):
        with served(Starlette(routes=[Route(DISCOVERY, describe)])) as address:
            tokens = Tokens(Provider(address, AUDIENCE))
            await tokens.prepare(token)
        with pytest.raises(AccessError, match="doesn't publish"):
            tokens.check(token)


def test_an_issuer_without_tls_or_tokens_for_anybody_are_refused() -> None:
    with pytest.raises(SettingsError, match="https"):
        Provider("http://provider.example", AUDIENCE)
    with pytest.raises(SettingsError, match="audience"):
        Provider("https://provider.example", "")


async def test_the_service_lets_holders_of_tokens_write_and_nobody_else(
    provider: OwnProvider, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path, oidc_issuer=provider.issuer, oidc_audience=AUDIENCE)
    transport = httpx.ASGITransport(build_app(settings))

    async def code(token: str) -> str:
        headers = {"Authorization": f"Bearer {token}"}
        answer = await client.post("/graphql", json=MUTATION, headers=headers)
        return str(answer.json()["errors"][0]["extensions"]["code"])

    async with httpx.AsyncClient(transport=transport, base_url="http://rostra") as client:
        assert await code(provider.token()) == "NO_ENGINE"  # let in, as far as there is something to write to
        assert await code(provider.token(scope="rostra:read")) == "FORBIDDEN"
        assert await code(provider.token(exp=1)) == "UNAUTHENTICATED"
