#!/bin/sh
# Make everything that `make run` and `make test` need: system libraries, .venv, locked dependencies.
# Called by make, from the top of the project. PYTHON names the interpreter (3.11 or newer).
set -eu

PYTHON=${PYTHON:-python3}
VENV=.venv

say() { printf '\n== %s\n' "$1"; }
fail() { printf '%s\n' "$1" >&2; exit 1; }

newer_python() { "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing_packages() {
    grep -v '^#' installer/system-packages.txt | while read -r package; do
        [ -z "$package" ] || installed "$package" || printf ' %s' "$package"
    done
    # Debian ships Python without what makes an environment.
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || printf ' python3-venv'
}

install_packages() {
    say "system libraries:$1"
    if [ "$(id -u)" = 0 ]; then as_root=
    elif command -v sudo >/dev/null 2>&1; then as_root=sudo
    else fail "These packages must be installed by an administrator first:
    apt-get update && apt-get install -y --no-install-recommends$1"
    fi
    $as_root apt-get update -qq
    # Word splitting is meant: one argument a package.
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $1
}

newer_python || fail "Python 3.11 or newer is needed; '$PYTHON' is not. Name another one: make PYTHON=/path/to/python3.11"

if command -v dpkg-query >/dev/null 2>&1; then
    missing=$(missing_packages)
    [ -z "$missing" ] || install_packages "$missing"
else
    echo 'This is not Debian: the libraries of installer/system-packages.txt must be there already.'
fi

if ! "$VENV/bin/python" -c 'import pip' 2>/dev/null; then
    say 'environment'
    "$PYTHON" -m venv --clear "$VENV"
fi

say 'dependencies (locked, each file checked against its hash)'
pip() { "$VENV/bin/python" -m pip --quiet --disable-pip-version-check "$@"; }
pip install --require-hashes -r requirements-build.lock
# One dependency comes as source only: it is built with the locked setuptools, not with a fetched one.
pip install --require-hashes --no-build-isolation -r requirements-dev.lock
pip install --no-deps --no-build-isolation --editable .

touch "$VENV/.ready"
