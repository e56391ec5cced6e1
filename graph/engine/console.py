"""The embedded engine's HTTP port, for the few things that its Bolt port doesn't offer."""

from __future__ import annotations

import asyncio
import base64
import json
import urllib.error
import urllib.request

from graph.engine.addresses import Address, Login
from graph.engine.launch import READER
from ontology.errors import EngineError

TIMEOUT = 300.0


async def run_sql(address: Address, script: str) -> None:
    """Run statements of ArcadeDB's SQL, one a line. Raises EngineError with the engine's own words."""
    body = {"language": "sqlscript", "command": script}
    await asyncio.to_thread(_post, address, f"command/{address.database}", body)


async def create_user(address: Address, login: Login) -> None:
    """Make a user that can read the database and nothing else."""
    user = {"name": login.user, "password": login.password, "databases": {address.database: [READER]}}
    await asyncio.to_thread(_post, address, "server", {"command": f"create user {json.dumps(user)}"})


def _post(address: Address, path: str, body: dict[str, str]) -> None:
    login = f"{address.writer.user}:{address.writer.password}".encode()
    headers = {
        "Authorization": f"Basic {base64.b64encode(login).decode()}",
        "Content-Type": "application/json",
    }
    request = urllib.request.Request(f"{address.http}/api/v1/{path}", json.dumps(body).encode(), headers)
    try:
        urllib.request.urlopen(request, timeout=TIMEOUT).close()
    except urllib.error.HTTPError as error:
        answer = json.loads(error.read() or b"{}")
        raise EngineError(f"The engine refuses: {answer.get('detail') or answer.get('error')}.") from error
    except OSError as error:
        raise EngineError(f"The engine's HTTP port doesn't answer: {error}.") from error
