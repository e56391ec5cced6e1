"""API keys: shown once, kept hashed, checked by scope, expiry and revocation."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.commands import app
from api.keys import Keys, bearer, permit
from ontology.errors import AccessError, SettingsError


def test_a_key_is_known_by_its_token_alone(tmp_path: Path) -> None:
    made, token = Keys(tmp_path).create("Ana Brill", ["write"])
    assert Keys(tmp_path).check(token) == made
    for wrong in ("", "rostra", token[:-1], token + "x", f"rostra_{made.id}_", token.replace("rostra", "r")):
        with pytest.raises(AccessError, match="unknown"):
            Keys(tmp_path).check(wrong)


def test_the_file_holds_no_secret_and_is_its_owners_alone(tmp_path: Path) -> None:
    _, token = Keys(tmp_path).create("Ana Brill", ["write"])
    file = tmp_path / "keys.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert token.split("_", 2)[2] not in file.read_text("utf-8")


def test_a_revoked_key_holds_no_longer_in_a_process_that_knew_it(tmp_path: Path) -> None:
    service = Keys(tmp_path)
    made, token = service.create("loader", ["write"])
    assert service.check(token)
    Keys(tmp_path).revoke(made.id)
    with pytest.raises(AccessError, match="revoked"):
        service.check(token)
    with pytest.raises(SettingsError, match="nobody"):
        service.revoke("nobody")


def test_a_key_runs_out(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    _, over = Keys(tmp_path).create("old", ["read"], now - timedelta(days=1))
    _, good = Keys(tmp_path).create("new", ["read"], now + timedelta(days=1))
    with pytest.raises(AccessError, match="ran out"):
        Keys(tmp_path).check(over)
    assert Keys(tmp_path).check(good).name == "new"


def test_a_missing_scope_is_named(tmp_path: Path) -> None:
    reader, _ = Keys(tmp_path).create("reader", ["read"])
    chief, _ = Keys(tmp_path).create("chief", ["admin"])
    permit(reader, "read")
    permit(chief, "curate")
    with pytest.raises(AccessError, match="scope `curate`") as lacking:
        permit(reader, "curate")
    assert lacking.value.scope == "curate"
    with pytest.raises(AccessError, match="needs an API key"):
        permit(None, "write")


def test_a_key_comes_in_the_authorization_header() -> None:
    assert bearer(None) is None
    assert bearer("Bearer rostra_1_2") == bearer("bearer   rostra_1_2") == "rostra_1_2"
    for other in ("Basic Zm9v", "Bearer", "rostra_1_2"):
        with pytest.raises(AccessError, match="holds no API key"):
            bearer(other)


def test_keys_by_the_command_line(tmp_path: Path) -> None:
    def rostra(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["key", *arguments, "--data-dir", str(tmp_path)])
        assert result.exception is None, result.exception
        return result.stdout

    token = rostra("create", "Ana Brill", "--scope", "write", "--scope", "curate", "--expires", "2999-01-01")
    key = Keys(tmp_path).check(token.strip())
    assert (key.name, key.scopes) == ("Ana Brill", ("write", "curate"))
    assert "revoked" in rostra("revoke", key.id)
    (listed,) = json.loads(rostra("list", "--json"))
    assert (listed["id"], listed["expires"][:4], bool(listed["revoked"])) == (key.id, "2999", True)
    assert "digest" not in listed


def test_a_scope_that_there_is_not_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["key", "create", "x", "--scope", "all", "--data-dir", str(tmp_path)])
    assert isinstance(result.exception, SettingsError)
