#!/bin/sh
# Puts the program into this person's own folders, without an administrator: packaging/linux/install.sh [remove]
# Records and settings are never touched.
set -eu

data="${XDG_DATA_HOME:-$HOME/.local/share}"
home="$data/safeguarding-toolkit-program"
link="$HOME/.local/bin/SafeguardingToolkit"
entry="$data/applications/safeguarding-toolkit.desktop"
icon="$data/icons/hicolor/scalable/apps/safeguarding-toolkit.svg"

if [ "${1:-}" = remove ]; then
    rm -rf "$home"
    rm -f "$link" "$entry" "$icon"
    echo "The program is removed. Records and settings are where they were."
    exit 0
fi

here="$(cd "$(dirname "$0")" && pwd)"
# In a download everything lies beside this file; in a checkout the bundle is where make bundle puts it.
bundle="$here/SafeguardingToolkit"
[ -d "$bundle" ] || bundle="$here/../../build/bundle/SafeguardingToolkit"
if ! [ -x "$bundle/SafeguardingToolkit" ]; then
    echo "There is no program beside this file. Unpack the whole download, or run make bundle first." >&2
    exit 1
fi

# What an install left that was cut short.
rm -rf "$home.new"
mkdir -p "$home.new" "$(dirname "$link")" "$(dirname "$entry")" "$(dirname "$icon")"
cp -R "$bundle/." "$home.new/"
# The old one goes only when the new one is whole.
rm -rf "$home"
mv "$home.new" "$home"
ln -sf "$home/SafeguardingToolkit" "$link"
cp "$home/_internal/resources/icons/program.svg" "$icon"
sed -e "s|^Exec=SafeguardingToolkit|Exec=\"$home/SafeguardingToolkit\"|" \
    -e "s|^TryExec=.*|TryExec=$home/SafeguardingToolkit|" "$here/safeguarding-toolkit.desktop" >"$entry"
echo "Safeguarding Toolkit is among this person's programs now. To take it away: $0 remove"
