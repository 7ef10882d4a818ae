#!/bin/sh
# Renders icon.svg into the PNGs the manifest names. Not part of the package.
set -eu
cd "$(dirname "$0")"
for size in 16 32 48 128; do
  "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --hide-scrollbars --default-background-color=00000000 \
    --window-size=$size,$size --screenshot="icon-$size.png" "file://$PWD/icon.svg" 2>/dev/null
done
