"""Settings as flags: a command names the groups of settings it heeds and receives a `Settings`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer
from pydantic.fields import FieldInfo

from api.logs import configure_logs
from api.settings import Settings, load_settings

ENGINE = (
    "data_dir",
    "neo4j_uri",
    "neo4j_user",
    "neo4j_password",
    "neo4j_database",
    "engine_heap",
    "engine_start_timeout",
)
READING = ("register_dir", "spacy_model", "max_statement_bytes")
LOADING = ("workers",)
SERVICE = (
    "host",
    "port",
    "base",
    "query_timeout",
    "max_page",
    "max_depth",
    "max_cost",
    "introspection",
    "key_for_reading",
    "title",
    "publisher",
    "license",
    "cors_origins",
    "max_upload_bytes",
    "sparql_workers",
    "sparql_max_bytes",
    "sparql_max_memory",
    "max_concurrent",
    "max_waiting",
    "max_wait",
    "max_streams",
    "rate_limit",
    "metrics",
    "tracing",
)
LINKED_DATA = ("base",)
DESCRIPTION = ("title", "publisher", "license")
SPARQL = ("base", "query_timeout", "sparql_max_bytes", "sparql_max_memory")


def with_settings(*groups: tuple[str, ...]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Decorate a command whose first parameter is `settings`: each setting of the groups becomes a flag."""
    names = [name for group in groups for name in group]

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(command, eval_str=True)
        own = list(signature.parameters.values())[1:]
        flags = [_flag(name, Settings.model_fields[name]) for name in dict.fromkeys(names)]

        @functools.wraps(command)
        def run(**given: Any) -> None:  # noqa: ANN401  (whatever the command line gives)
            settings = load_settings(**{name: given.pop(name) for name in dict.fromkeys(names)})
            configure_logs(settings.log_level)
            command(settings, **given)

        parameters = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own] + flags
        run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        del run.__wrapped__  # Typer would look at the command behind
        return run

    return decorate


def _flag(name: str, field: FieldInfo) -> inspect.Parameter:
    is_switch = field.annotation is bool
    option = typer.Option(
        f"--{name.replace('_', '-')}" + (f"/--no-{name.replace('_', '-')}" if is_switch else ""),
        help=field.description,
        rich_help_panel="Settings",
        envvar=None,
        show_default=False,
    )
    simple = field.annotation if field.annotation in (int, float, bool) else str
    kind = Annotated[simple | None, option]  # type: ignore[valid-type]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)
