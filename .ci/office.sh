#!/bin/sh
# Prints the path of LibreOffice's soffice, with which the tests open briefs as an office would.
# Installs what is missing only where it may (root, with apt-get); otherwise says what to install.
# Everything but the path goes to stderr.
set -eu

# Only the parts that open slides, workbooks and text, without a window.
PACKAGES="libreoffice-impress-nogui libreoffice-calc-nogui libreoffice-writer-nogui"

may_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

find_office() {
    if [ -n "${SOFFICE:-}" ]; then
        command -v "$SOFFICE" && return
        echo "SOFFICE names a program that is not there: $SOFFICE" >&2
        exit 1
    fi
    for name in soffice libreoffice /usr/lib/libreoffice/program/soffice \
        /Applications/LibreOffice.app/Contents/MacOS/soffice; do
        command -v "$name" && return
    done
    return 1
}

# A soffice without the part for slides starts, and converts nothing.
has_parts() {
    folder="$(dirname "$(readlink -f "$1")")"
    [ ! -e "$folder/soffice.bin" ] || [ "$(uname -s)" != Linux ] ||
        { [ -e "$folder/libsdlo.so" ] && [ -e "$folder/libsclo.so" ] && [ -e "$folder/libswlo.so" ]; }
}

if ! office="$(find_office)" || ! has_parts "$office"; then
    if [ -n "${SOFFICE:-}" ]; then
        [ -z "${office:-}" ] || echo "$office lacks a part of LibreOffice: $PACKAGES" >&2
        exit 1
    fi
    if ! may_install; then
        echo "The tests of briefs need LibreOffice, and this user cannot install it." >&2
        echo "Install it as root:  apt-get install --no-install-recommends $PACKAGES" >&2
        echo "or name one that is there:  SOFFICE=/path/to/soffice make test" >&2
        exit 1
    fi
    echo "Installing: $PACKAGES" >&2
    {
        apt-get update -q &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $PACKAGES
    } >&2
    office="$(find_office)" || {
        echo "apt-get installed LibreOffice, yet soffice is not on PATH; set SOFFICE to its path." >&2
        exit 1
    }
fi
echo "$office"
