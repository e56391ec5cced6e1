"""docker-compose.yml fits the Compose schema, and asks only for settings that exist."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml

from api.settings import Settings

FILE = Path(__file__).parents[1] / "docker-compose.yml"


def test_the_file_fits_the_compose_schema() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_every_setting_it_gives_the_service_exists() -> None:
    service = yaml.safe_load(FILE.read_text("utf-8"))["services"]["rostra"]
    names = {name.removeprefix("ROSTRA_").lower() for name in service["environment"]}
    assert names <= set(Settings.model_fields)


def test_the_database_is_pinned_and_has_no_password_of_its_own() -> None:
    database = yaml.safe_load(FILE.read_text("utf-8"))["services"]["neo4j"]
    assert database["image"].split(":")[1][0].isdigit()
    assert "${NEO4J_PASSWORD" in database["environment"]["NEO4J_AUTH"]
