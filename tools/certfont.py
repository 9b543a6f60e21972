"""Write the fonts of certificates again.

    python3 tools/certfont.py node_modules/pretendard-gov/dist/public/static/alternative

Needs fonttools (Debian: fonttools). The subsets hold Latin, signs and every
syllable of Hangul; their family is renamed, because "Pretendard" is a reserved
font name. They are packed without a time, so that the same fonts give the same bytes.
"""
import gzip
import os
import sys

from fontTools import subset

FAMILY = "Ieum Certificate"
HERE = os.path.dirname(os.path.abspath(__file__))
TO = os.path.join(HERE, "..", "internal", "attendance", "paper", "fonts")
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2027), (0x2030, 0x203A), (0x20A9, 0x20A9), (0x2103, 0x2103), (0x2190, 0x2193),
    (0x25A0, 0x25FF), (0x2605, 0x2606), (0x3000, 0x303F), (0x3131, 0x318E), (0xAC00, 0xD7A3), (0xFF01, 0xFF5E),
)

for weight in ("Regular", "Bold"):
    options = subset.Options()
    options.layout_features, options.hinting, options.name_IDs, options.notdef_outline = [], False, ["*"], True
    font = subset.load_font(os.path.join(sys.argv[1], f"PretendardGOV-{weight}.ttf"), options)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=[c for a, b in RANGES for c in range(a, b + 1)])
    chosen.subset(font)
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 13, 14)]  # copyright and licence stay
    for platform, encoding, language in ((3, 1, 0x409), (1, 0, 0)):
        for name, text in ((1, FAMILY), (2, weight), (3, f"{FAMILY} {weight} 1.3.9 subset"), (4, f"{FAMILY} {weight}"),
                           (5, "Version 1.3.9; subset"), (6, f"{FAMILY.replace(' ', '')}-{weight}")):
            names.setName(text, name, platform, encoding, language)
    font.save(f"/tmp/{weight}.ttf")
    with open(f"/tmp/{weight}.ttf", "rb") as plain, open(os.path.join(TO, f"{weight}.ttf.gz"), "wb") as packed:
        with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as out:
            out.write(plain.read())
