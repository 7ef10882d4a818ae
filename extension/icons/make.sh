#!/bin/sh
# Renders icon.svg into the PNGs the manifest names, in 64 colours, which look the same at half the size: packages
# pngquant and zopfli of Debian. Not part of the package.
set -eu
cd "$(dirname "$0")"
for size in 16 32 48 128; do
  "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --hide-scrollbars --default-background-color=00000000 \
    --window-size=$size,$size --screenshot="icon-$size.png" "file://$PWD/icon.svg" 2>/dev/null
  pngquant --strip --speed 1 --force --output "icon-$size.png" 64 "icon-$size.png"
  zopflipng -y --iterations=50 "icon-$size.png" "icon-$size.png" >/dev/null
done
