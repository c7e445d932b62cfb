"""Many programs write at once through HTTP: nothing is lost, and what is sent twice is done once."""

import json
import subprocess
import sys

import pytest
from tests.plan.editing.test_many_editors import PROJECT, Crowd, crowd, environment

__all__ = ["crowd", "environment"]

pytestmark = pytest.mark.slow


def test_sixteen_programs_lose_nothing(crowd: Crowd, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.api.crowd"],
        env=environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    outcome = json.loads(done.stdout.splitlines()[-1])
    # Four rewordings each; and one element, which sixteen requests with one idempotency key asked for.
    assert outcome["statuses"] == {"GET 200": 16, "PATCH 200": 64, "POST 201": 16}
    assert outcome["kept"] == 16
    assert outcome["entries"] == outcome["changes"] == outcome["written"] == 16 * 4 + 1
    assert outcome["holds"] is True
