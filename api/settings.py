"""Every setting of Rostra, from the environment (`ROSTRA_…`) or a flag of the command line.

Nothing else in the code reads the environment, and nothing below `api/` sees this class.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.keys import SCOPES, Scope
from ontology.errors import SettingsError

LogLevel = Literal["debug", "info", "warning", "error"]
MetricsAccess = Literal["open", "key", "off"]


def default_data_dir() -> Path:
    """Where the embedded engine keeps its data unless told otherwise: the user's data folder."""
    return Path.home() / ".local" / "share" / "rostra"


class Settings(BaseSettings):
    """All settings. Times are seconds, sizes bytes unless the name says otherwise."""

    model_config = SettingsConfigDict(env_prefix="ROSTRA_", frozen=True, extra="ignore")

    data_dir: Path = Field(default_factory=default_data_dir, description="Folder of the embedded engine.")
    neo4j_uri: str = Field("", description="Address of a Neo4j (bolt://, neo4j://); empty: embedded engine.")
    neo4j_user: str = Field("neo4j", description="User of that Neo4j.")
    neo4j_password: SecretStr = Field(SecretStr(""), description="Password of that user.")
    neo4j_database: str = Field("neo4j", description="Database on that Neo4j.")
    neo4j_reader: str = Field("", description="User that asks the questions; empty: that user too.")
    neo4j_reader_password: SecretStr = Field(SecretStr(""), description="Password of the reader.")
    neo4j_authorities: Path | None = Field(None, description="PEM file of authorities to trust at …+s://.")
    engine_heap: str = Field("1g", pattern=r"^\d+[kmg]$", description="Heap of the embedded engine's JVM.")
    engine_start_timeout: float = Field(60.0, gt=0, description="Seconds to wait for an engine to answer.")

    base: AnyHttpUrl = Field(
        AnyHttpUrl("https://w3id.org/rostra/id/"), description="Base of the addresses that ids become in RDF."
    )
    host: str = Field("127.0.0.1", description="Address that the service listens on.")
    port: int = Field(8080, ge=0, le=65535, description="Port that the service listens on; 0: a free one.")

    register_dir: Path = Field(
        default_factory=lambda: default_data_dir() / "register",
        description="Folder of actors and places of your own.",
    )
    spacy_model: str = Field("", description="An installed spaCy pipeline to use instead of Rostra's own.")
    workers: int = Field(1, ge=1, le=64, description="Processes that read statements side by side.")
    max_statement_bytes: int = Field(20_000_000, gt=0, description="Largest text that is read, in bytes.")

    max_upload_bytes: int = Field(200_000_000, gt=0, description="Largest file taken over HTTP, in bytes.")

    query_timeout: float = Field(15.0, gt=0, description="Seconds that one question may take.")
    max_page: int = Field(100, ge=1, le=10_000, description="Most rows on one page of a connection.")
    max_depth: int = Field(12, ge=1, description="Deepest nesting of a question.")
    max_cost: int = Field(200_000, ge=1, description="Most nodes that a question may ask for.")
    introspection: bool = Field(True, description="Whether the GraphQL schema can be asked for.")
    title: str = Field("Rostra", min_length=1, description="What the dataset is called in VoID and releases.")
    publisher: str = Field("", description="Who publishes the dataset, and is cited for releases.")
    license: AnyHttpUrl | None = Field(None, description="Address of the licence that the data are under.")
    cors_origins: str = Field(
        "", description="Origins whose pages may read from here, separated by commas; * for all; empty: none."
    )
    key_for_reading: bool = Field(False, description="Whether reading needs an API key too.")

    oidc_issuer: str = Field("", description="OpenID Connect provider whose tokens count; empty: none.")
    oidc_audience: str = Field("", description="This service's name in its tokens.")
    oidc_claim: str = Field("scope", description="Their claim that says what the holder may do.")
    oidc_scopes: dict[str, Scope] = Field(
        default_factory=lambda: {f"rostra:{scope}": scope for scope in SCOPES},
        description="What the words in that claim stand for, as JSON.",
    )

    max_concurrent: int = Field(64, ge=1, description="Requests that are answered at once; others wait.")
    max_waiting: int = Field(256, ge=0, description="Requests that may wait; more are sent away with 503.")
    max_wait: float = Field(10.0, gt=0, description="Seconds that a request may wait for its turn.")
    max_streams: int = Field(64, ge=1, description="Exports, uploads and subscriptions at once.")
    rate_limit: int = Field(
        0,
        ge=0,
        description="Nodes that one caller's questions and writing may cost in a minute; 0: no limit.",
    )
    metrics: MetricsAccess = Field("open", description="Who may read /metrics: open, key, or off.")
    tracing: bool = Field(
        False, description="Send traces to OTEL_EXPORTER_OTLP_ENDPOINT; needs rostra[otel]."
    )

    sparql_workers: int = Field(
        2, ge=0, le=64, description="Processes that answer SPARQL, started when first asked; 0: none."
    )
    sparql_max_bytes: int = Field(50_000_000, gt=0, description="Longest answer to SPARQL, in bytes.")
    sparql_max_memory: int = Field(
        2_000_000_000, ge=200_000_000, description="Memory of a process that answers SPARQL, in bytes."
    )

    log_level: LogLevel = Field("warning", description="Least level logged.")

    @model_validator(mode="after")
    def _password_with_address(self) -> Settings:
        if self.neo4j_uri and "://" not in self.neo4j_uri:
            raise ValueError("neo4j_uri must look like bolt://host:7687 or neo4j://host:7687")
        return self


def load_settings(**flags: object) -> Settings:
    """Settings from the environment, with flags that are not None put over them.

    Raises SettingsError naming each setting that does not fit.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        faults = "; ".join(f"{_variable(fault['loc'])}: {fault['msg']}" for fault in error.errors())
        raise SettingsError(f"Settings do not fit: {faults}.", "See `rostra settings`.") from None


def _variable(location: tuple[int | str, ...]) -> str:
    return f"ROSTRA_{location[0]}".upper() if location else "settings"
