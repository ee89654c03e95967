#!/bin/sh
# Prints the path of a Chromium for the browser tests and sees to Chinese fonts for their pictures.
# Installs what is missing only where it may (root, with apt-get); otherwise says what to install.
# Everything but the path goes to stderr.
set -eu

may_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

install() {
    echo "Installing: $*" >&2
    {
        apt-get update -q &&
            DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
    } >&2
}

find_browser() {
    if [ -n "${CHROMIUM:-}" ]; then
        command -v "$CHROMIUM" && return
        echo "CHROMIUM names a program that is not there: $CHROMIUM" >&2
        exit 1
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        command -v "$name" && return
    done
    return 1
}

has_chinese_font() {
    # Systems other than Linux come with Chinese fonts and without fc-list.
    [ "$(uname -s)" != Linux ] || [ -n "$(fc-list :lang=zh family 2>/dev/null)" ]
}

if ! browser="$(find_browser)"; then
    [ -z "${CHROMIUM:-}" ] || exit 1
    if ! may_install; then
        echo "The browser tests need Chromium and Chinese fonts, and this user cannot install them." >&2
        echo "Install them as root:  apt-get install chromium fonts-noto-cjk" >&2
        echo "or name a Chromium or Chrome that is there:  CHROMIUM=/path/to/chrome make test" >&2
        exit 1
    fi
    install chromium fonts-noto-cjk
    browser="$(find_browser)" || {
        echo "apt-get installed chromium, yet none is on PATH; set CHROMIUM to its path." >&2
        exit 1
    }
fi
if ! has_chinese_font; then
    if may_install; then
        install fontconfig fonts-noto-cjk
    else
        echo "No Chinese font: pictures will show boxes. Install as root:  apt-get install fonts-noto-cjk" >&2
    fi
fi
echo "$browser"
