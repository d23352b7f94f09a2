"""A small GitHub runner: it does the steps of a workflow as GitHub's own would, with the same files and variables.

Sources: actions/runner (ScriptHandler.cs, ActionCommand.cs, FileCommandManager.cs) and GitHub's page on workflow commands. What a
step `uses` is imitated: checkout copies a folder, upload-artifact notes what there is; others are noted with what they were given.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FILES = ("GITHUB_ENV", "GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY")
SHIM = f"""#!/bin/sh
# nox, without an environment of its own: `nox -s grade -- WORDS`
shift 3
exec {sys.executable} -m grader grade "$@"
"""


@dataclass
class Step:
    """What a step did. `commands`: those that the runner would have obeyed; `wrote`: what it left in the runner's files."""

    name: str
    conclusion: str = "skipped"
    log: str = ""
    commands: list[tuple[str, str, str]] = field(default_factory=list)
    wrote: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)


@dataclass
class Job:
    """One run of a workflow's only job, in a folder of its own."""

    folder: Path
    repositories: Mapping[str, Path]  # what can be checked out; "" is the learner's own
    variables: Mapping[str, str] = field(default_factory=dict)
    nox: str = SHIM
    steps: dict[str, Step] = field(default_factory=dict)
    artifact: Path | None = None

    @property
    def workspace(self) -> Path:
        """GITHUB_WORKSPACE."""
        return self.folder / "work" / "copy" / "copy"

    @property
    def failed(self) -> bool:
        """Whether a step failed so far."""
        return any(step.conclusion == "failure" for step in self.steps.values())

    def run(self, workflow: Path) -> None:
        """Do all steps."""
        for folder in (self.workspace, self.folder / "temp", self.folder / "bin"):
            folder.mkdir(parents=True)
        (self.folder / "bin" / "nox").write_text(self.nox)
        (self.folder / "bin" / "nox").chmod(0o755)
        data = yaml.safe_load(workflow.read_text("utf-8"))
        assert data["permissions"] == {"contents": "read"}
        [job] = data["jobs"].values()
        env = {name: self._filled(text) for name, text in job.get("env", {}).items()}
        for number, one in enumerate(job["steps"]):
            self._do(one, number, env)

    def _do(self, one: dict[str, Any], number: int, env: dict[str, str]) -> None:
        step = self.steps.setdefault(one.get("id") or one.get("name") or one["uses"], Step(one.get("name", "")))
        if not self._wanted(one.get("if", ""), env):
            return
        step.given = {k: self._filled(str(v), env) for k, v in {**one.get("with", {}), **one.get("env", {})}.items()}
        if "run" in one:
            self._script(step, one["run"], number, env)
        else:
            step.conclusion = self._use(one["uses"], step)

    def _wanted(self, condition: str, env: dict[str, str]) -> bool:
        match condition:
            case "always()":
                return True
            case "":
                return not self.failed
            case "env.REPOSITORY != ''":
                return not self.failed and env["REPOSITORY"] != ""
        raise AssertionError(f"The runner of this test does not know the condition {condition!r}.")

    def _filled(self, text: str, env: Mapping[str, str] | None = None) -> str:
        return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: self._value(found[1], env or {}), text)

    def _value(self, expression: str, env: Mapping[str, str]) -> str:
        for name in expression.split(" || "):
            kind, _, rest = name.partition(".")
            known = {"vars": self.variables, "env": env, "inputs": {}}
            if kind == "steps":
                step, _, output = rest.partition(".outputs.")
                return self.steps[step].outputs.get(output, "")
            if value := known[kind].get(rest, ""):
                return value
        return ""

    def _use(self, action: str, step: Step) -> str:
        if action.startswith("actions/checkout@"):
            assert step.given["persist-credentials"] == "False"
            source = self.repositories.get(step.given.get("repository", ""))
            if source is None:
                return "failure"
            shutil.copytree(source, self.workspace / step.given["path"], symlinks=True)
        elif action.startswith("actions/upload-artifact@"):
            self.artifact = self.workspace / step.given["path"]
            return "success" if any(self.artifact.iterdir()) else "failure"
        return "success"

    def _script(self, step: Step, script: str, number: int, env: dict[str, str]) -> None:
        temp = self.folder / "temp"
        files = {name: temp / "_runner_file_commands" / f"{name.lower()}_{number}" for name in FILES}
        for file in files.values():
            file.parent.mkdir(exist_ok=True)
            file.touch()
        (temp / f"{number}.sh").write_text(script)
        path = f"{self.folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
        words = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(self.workspace), "RUNNER_TEMP": str(temp)}
        base = {"PATH": path, "HOME": str(self.folder), "LANG": "C.UTF-8", **words, **{k: str(v) for k, v in files.items()}, **env}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(temp / f"{number}.sh")]
        done = subprocess.run(command, cwd=self.workspace, env=base, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        step.conclusion = "failure" if done.returncode else "success"
        step.log = done.stdout.decode("utf-8", "replace")
        step.commands = commands(step.log)
        step.wrote = {name: file.read_text("utf-8") for name, file in files.items()}
        step.outputs = dict(line.split("=", 1) for line in step.wrote["GITHUB_OUTPUT"].splitlines())


def commands(log: str) -> list[tuple[str, str, str]]:
    """The commands of a log that a runner obeys: name, properties, message. `::name::` where a line begins, `##[name]` anywhere in it."""
    found, token = [], ""
    for line in log.split("\n"):
        new = re.match(r"\s*::(?P<name>[^\s:]+)(?: (?P<properties>[^:]*))?::(?P<message>.*)", line)
        old = re.search(r"##\[(?P<name>[^\s\]]+)(?: (?P<properties>[^\]]*))?\](?P<message>.*)", line)
        command = new or old
        if not command or (token and command["name"] != token):
            continue
        if command["name"] == token:
            token = ""
        elif command["name"] == "stop-commands":
            token = command["message"]
        else:
            found.append((command["name"], command["properties"] or "", command["message"]))
    return found
