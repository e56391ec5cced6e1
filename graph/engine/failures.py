"""What goes wrong with an engine: what is worth another try, and what a person is told of the rest."""

from __future__ import annotations

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConstraintError,
    DatabaseError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.engine.addresses import Address
from ontology.errors import EngineError, QuestionError, RostraError

VANISHED = "Neo.ClientError.Statement.EntityNotFound"
NOT_COMMITTED = "Neo.ClientError.Transaction.TransactionNotFound"
"""What the embedded engine says where it cannot write to its disk."""
TIMED_OUT = ("Neo.ClientError.Transaction.TransactionTimedOut", "Neo.ClientError.Transaction.Terminated")


class UnsettledError(EngineError):
    """What a transaction finds doesn't fit together: on the embedded engine it may see half of another's commit."""


def worth_retrying(error: BaseException) -> bool:
    """Whether the same work may succeed a moment later.

    A ConstraintError too: of two writers that create one key at once one gets it, and finds the key later. And
    a node that went away while it was read. And a commit whose answer got lost: the work is safe to repeat.
    """
    if isinstance(error, ConstraintError | IncompleteCommit | UnsettledError) or _has_code(error, VANISHED):
        return True
    return isinstance(error, DriverError | Neo4jError) and error.is_retryable()


def explained(error: Exception, address: Address) -> RostraError | None:
    """The error as a person is told it; None where the fault is ours and should be seen as it is."""
    if isinstance(error, AuthError):
        return EngineError(
            f"The engine at {address.uri} refuses the user or the password.", _login_advice(address)
        )
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return unreachable(address)
    if isinstance(error, ClientError) and timed_out(error):
        return QuestionError(
            "The question took too long and was given up.", "Ask for less, or narrow it by a filter."
        )
    if isinstance(error, TransientError | DatabaseError | ConstraintError) or _has_code(error, NOT_COMMITTED):
        assert isinstance(error, Neo4jError)
        return EngineError(
            f"The engine at {address.uri} could not do it: {(error.message or '').rstrip('.')}.",
            "Try again later; if it goes on, see whether its disk is full, and its log.",
        )
    return None


def timed_out(error: Exception) -> bool:
    """Whether the server gave the statement up because of its time limit."""
    return isinstance(error, Neo4jError) and (error.code or "").startswith(TIMED_OUT)


def _has_code(error: BaseException, code: str) -> bool:
    return isinstance(error, Neo4jError) and error.code == code


def unreachable(address: Address) -> EngineError:
    """Nobody answers there."""
    if address.embedded:
        return EngineError(
            "The embedded engine doesn't answer.",
            "The process that started it may have ended: see `rostra engine status`, then run again.",
        )
    return EngineError(
        f"No Neo4j answers at {address.uri}.", "Check ROSTRA_NEO4J_URI, and that the server runs."
    )


def _login_advice(address: Address) -> str:
    if address.embedded:
        return "The *.password files of the data folder don't fit its data."
    return "Check ROSTRA_NEO4J_USER and ROSTRA_NEO4J_PASSWORD."
