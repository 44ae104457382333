#!/bin/sh
# Sets up everything that running (`tools/setup.sh run`), testing (`tools/setup.sh dev`) or making a bundle
# (`tools/setup.sh bundle`) needs:
# the system packages of tools/debian-packages.txt, a virtual environment, and the Python packages in it.
# Safe to run again. Called by make; the folder of the environment is $VENV (.venv).
set -eu

what="${1:-run}"
cd "$(dirname "$0")/.."
venv="${VENV:-.venv}"
list=tools/debian-packages.txt

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# The packages of one part of the list that are not installed. A newer release may have renamed one and say so
# in what the new one provides (libcups2 is libcups2t64 there).
missing() {
    sed -n "/^\[$1\]/,/^\[/{/^[a-z0-9]/p}" "$list" >"$work/wanted"
    dpkg-query -W -f='${db:Status-Status} ${Package} ${Provides}\n' 2>/dev/null |
        sed -n 's/^installed //p' | tr -s ' ,' '\n\n' | sort -u >"$work/here"
    sort -u "$work/wanted" | comm -23 - "$work/here" | tr '\n' ' '
}

# Installs what is named, when this person may. Returns 1, having said the exact line to run, when not.
install_packages() {
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        say "These system packages are missing. Run this line, then try again:"
        say "  sudo apt-get install -y --no-install-recommends $*"
        return 1
    fi
    say "Installing system packages: $*"
    # An old package list only matters when the install fails for it, and then that says so.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q </dev/null >"$work/apt" 2>&1 || true
    # shellcheck disable=SC2086
    if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" \
        </dev/null >"$work/apt" 2>&1; then
        tail -n 20 "$work/apt" >&2
        say "The system packages could not be installed. Try this line by hand:"
        say "  apt-get update && apt-get install -y --no-install-recommends $*"
        return 1
    fi
}

find_python() {
    for candidate in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        if [ -n "$candidate" ] && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return 0
        fi
    done
    return 1
}

can_make_venv() { "$python" -c 'import ensurepip, venv' 2>/dev/null; }

make_venv() {
    if [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        return 0
    fi
    can_make_venv ||
        stop "This Python cannot make a virtual environment. Install its venv part, then try again."
    say "Making the Python environment in $venv"
    rm -rf "$venv"
    "$python" -m venv "$venv"
}

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

python="$(find_python)" || stop "This needs Python 3.11 or later, and none was found."

if command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; then
    packages="$(missing run)"
    [ "$what" != bundle ] || packages="$packages$(missing bundle)"
    # Debian's Python comes without the part that puts pip into a new environment.
    if ! [ -x "$venv/bin/python" ] && ! can_make_venv; then
        version="$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
        found="$(missing python)"
        packages="$packages${found:-"python$version-venv"}"
    fi
    # shellcheck disable=SC2086
    [ -z "$packages" ] || install_packages $packages || exit 1
    if [ "$what" != run ]; then
        packages="$(missing tests)"
        # shellcheck disable=SC2086
        if [ -n "$packages" ] && ! install_packages $packages; then
            [ -z "${CI:-}" ] || exit 1
            say "The tests that need them are left out this time, and say so."
        fi
    fi
fi

make_venv
case "$what" in
    run) target="." ;;
    bundle) target=".[dev,bundle]" ;;
    *) target=".[dev]" ;;
esac
say "Installing Python packages"
# The constraints hold for the build of our own package as well.
PIP_CONSTRAINT="$PWD/constraints.txt" "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    --editable "$target" ||
    stop "The Python packages could not be installed. The lines above say why; with a network it often works the second time."
touch "$venv/.ready-$what"
