#!/bin/sh
# Makes NotoSansJP-Medium.subset.ttf: the letters that a label of a chart may have (Latin, punctuation, kana,
# the 2,965 kanji of JIS X 0208 level 1), without hinting, which nothing of ours reads.
# Needs npm and python3; the versions are those that the committed file was made with.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
tar xzf "$(npm pack --silent @expo-google-fonts/noto-sans-jp@0.4.3)"
python3 -m venv tools
tools/bin/pip install --quiet fonttools==4.68.0
tools/bin/python - > letters <<'LETTERS'
# Rows 1 to 8 of JIS X 0208 are signs, rows 16 to 47 the kanji of level 1.
signs = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), *range(0x3000, 0x3100), *range(0xFF01, 0xFFA0)]
letters = {chr(code) for code in signs} | set("−–—…‰€£¥₩①②③④⑤⑥⑦⑧⑨×÷±≈≥≤→↑↓•○●△▲□■◇◆")
for row in [*range(1, 9), *range(16, 48)]:
    for cell in range(1, 95):
        try:
            letters.add(bytes([0xA0 + row, 0xA0 + cell]).decode("euc_jp"))
        except UnicodeDecodeError:
            pass
print("".join(sorted(letters)))
LETTERS
tools/bin/pyftsubset package/500Medium/NotoSansJP_500Medium.ttf --text-file=letters --no-hinting \
  --layout-features='kern,palt,ccmp,locl,mark' --output-file="$here/NotoSansJP-Medium.subset.ttf"
cp package/LICENSE_FONT "$here/OFL.txt"
