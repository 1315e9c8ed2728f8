#!/bin/sh
# Makes the environment .venv, with exactly what requirements.lock names. Run by make when the lock changed.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14; do
        if new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    say "Glossator needs Python 3.11 or newer; none was found. Name one with: make PYTHON=/path/to/python3"
    exit 1
}

make_environment() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian keeps these two in a package of their own.
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            say "Installing python3-venv."
            apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
        else
            say "Python's venv module is missing. Install it with: sudo apt-get install python3-venv"
            exit 1
        fi
    fi
    "$python" -m venv .venv
}

if ! [ -x .venv/bin/python ] || ! new_enough .venv/bin/python; then
    make_environment
fi
say "Bringing .venv up to requirements.lock."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
