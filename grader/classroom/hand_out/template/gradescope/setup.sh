#!/usr/bin/env bash
# Run once, when Gradescope builds the autograder's image.
set -euo pipefail
home=${AUTOGRADER_HOME:-/autograder}

find_python() {
  for name in python3.14 python3.13 python3.12 python3.11 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
}

python=$(find_python)
if [ -z "$python" ]; then
  apt-get update
  apt-get install -y python3 python3-venv
  apt-get install -y python3.11 python3.11-venv || true # where python3 itself is older
  python=$(find_python)
fi
if [ -z "$python" ]; then
  echo 'awaitlings needs Python 3.11 or newer: choose a newer base image.' >&2
  exit 1
fi
"$python" -m venv "$home/venv"
"$home/venv/bin/python" - "$home/source/kit/pyproject.toml" <<'PYTHON' | xargs -d '\n' "$home/venv/bin/pip" install --quiet
import sys, tomllib
with open(sys.argv[1], "rb") as file:
    print("\n".join(tomllib.load(file)["project"]["dependencies"]))
PYTHON
