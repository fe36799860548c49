#!/bin/sh
# What a person does first, in a system that has nothing but the packages: a vault, an account, a code; then the same
# code from the window, copied. The window must have the name of its desktop file, by which desktops find its icon.
# `cargo xtask package verify` runs this within a D-Bus session, with the desktop (x11 or wayland) and the code that
# comes next.
set -eu
say() { echo "first-code: $*" >&2; }
HOME=/home/$(id -un)
XDG_RUNTIME_DIR=$(mktemp -d)
export HOME XDG_RUNTIME_DIR
printf 'login' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1

pin=274913
uri='otpauth://hotp/Example:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=1&issuer=Example'
if [ ! -e "$HOME/.local/share/watchword" ]; then
    printf '%s\n' "$pin" | watchword init --pin-stdin
    printf '%s\n%s\n' "$pin" "$uri" | watchword add --pin-stdin --uri -
fi
printf '%s\n' "$pin" | watchword list --pin-stdin | grep -q Example || { say 'the account is not listed'; exit 1; }

case $1 in
x11)
    Xvfb -displayfd 3 -screen 0 1280x900x24 -noreset 3>"$XDG_RUNTIME_DIR/display" >/dev/null 2>&1 &
    for _ in $(seq 50); do [ -s "$XDG_RUNTIME_DIR/display" ] && break; sleep 0.2; done
    DISPLAY=:$(cat "$XDG_RUNTIME_DIR/display")
    export DISPLAY
    # Without a window manager no window is given the keyboard.
    openbox >/dev/null 2>&1 &
    type='xdotool type --delay 90' key='xdotool key'
    copied() { timeout 5 xclip -out -selection clipboard 2>/dev/null || true; }
    named() { xdotool search --onlyvisible --class org.watchword.Watchword; }
    ;;
wayland)
    export WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 WLR_RENDERER=pixman GDK_BACKEND=wayland
    sway --config /dev/null >"$XDG_RUNTIME_DIR/sway.log" 2>&1 &
    type='wtype -s 800 -d 90' key='wtype -s 300 -k'
    copied() { timeout 5 wl-paste --no-newline 2>/dev/null || true; }
    named() { swaymsg -t get_tree 2>/dev/null | grep '"app_id": "org.watchword.Watchword"'; }
    for _ in $(seq 50); do
        for socket in "$XDG_RUNTIME_DIR"/wayland-*; do
            [ -S "$socket" ] && export WAYLAND_DISPLAY="${socket##*/}"
        done
        [ -n "${WAYLAND_DISPLAY:-}" ] && break
        sleep 0.2
    done
    for socket in "$XDG_RUNTIME_DIR"/sway-ipc.*; do export SWAYSOCK="$socket"; done
    ;;
esac
sleep 2
watchword-app >"$XDG_RUNTIME_DIR/app.log" 2>&1 &
for _ in $(seq 100); do named >/dev/null && break; sleep 0.3; done
named >/dev/null || { say 'no window with the name of its desktop file'; cat "$XDG_RUNTIME_DIR/app.log" >&2; exit 1; }
sleep 4
$type "$pin"
$key Return
sleep 4
$type Exam
sleep 1
$key Return
code=
for _ in $(seq 50); do code=$(copied); [ -n "$code" ] && break; sleep 0.3; done
[ "$code" = "$2" ] || { say "$1: copied '$code' instead of $2"; cat "$XDG_RUNTIME_DIR/app.log" >&2; exit 1; }
