#!/bin/sh
# Build the wheel, look at what it holds, and start it in an environment of its own, away from the source tree.
set -eu

PYTHON=${PYTHON:-python3}
top=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

.venv/bin/python -m pip --quiet wheel --no-deps --no-build-isolation --wheel-dir "$work" .
wheel=$(ls "$work"/ssu_desktop-*.whl)
.venv/bin/python -m zipfile -l "$wheel" >"$work/listing"
for needed in resources/law/ resources/forms/ resources/fonts/ resources/icons/ migrations/versions/ \
    translations/kk/LC_MESSAGES/ssu_desktop.mo translations/ru/LC_MESSAGES/ssu_desktop.mo; do
    grep -q "^ssu_desktop/$needed" "$work/listing" || { echo "The wheel lacks $needed" >&2; exit 1; }
done

"$PYTHON" -m venv "$work/venv"
fresh="$work/venv/bin/python"
"$fresh" -m pip --quiet install --require-hashes -r "$top/requirements-build.lock"
"$fresh" -m pip --quiet install --require-hashes --no-build-isolation -r "$top/requirements.lock"
"$fresh" -m pip --quiet install --no-deps "$wheel"
"$fresh" -m pip check
cd "$work"
"$work/venv/bin/ssu-desktop" --version
echo 'The wheel holds everything and starts.'
