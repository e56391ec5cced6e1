"""docker-compose.yml fits the Compose schema, and asks only for settings that exist."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import yaml

from api.app import build_app
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


def test_the_image_holds_every_package_and_asks_a_health_address_that_exists() -> None:
    recipe = (FILE.parent / "Dockerfile").read_text("utf-8")
    copied = set(re.findall(r"^COPY (\w+) \1$", recipe, re.MULTILINE))
    wheel = tomllib.loads((FILE.parent / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]
    assert copied == set(wheel["wheel"]["packages"])
    paths = {getattr(route, "path", "") for route in build_app(Settings()).routes}
    (health,) = re.findall(r"127\.0\.0\.1:8080(/\w+)", recipe)
    assert health in paths | set(build_app(Settings()).openapi()["paths"])
