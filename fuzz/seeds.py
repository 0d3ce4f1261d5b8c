"""Makes the first inputs of each fuzz target from the samples of fixtures/formats.

The standard library only: `python3 fuzz/seeds.py`, from anywhere.
"""

import pathlib
import re
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parent / "fixtures" / "formats"
LONGEST = 65536

# Parts of workbooks, with the byte that fuzz_targets/workbook.rs knows them by.
PARTS = [
    (r"xl/worksheets/sheet1\.xml", b"x"),
    (r"xl/sharedStrings\.xml", b"s"),
    (r"xl/styles\.xml", b"f"),
    (r"xl/workbook\.xml", b"w"),
    (r"xl/_rels/workbook\.xml\.rels", b"r"),
    (r"content\.xml", b"o"),
    (r".*\.csv", b"z"),
]

# The place of a name among those of fuzz_targets/import.rs, by how the formats that read it start.
NAMES = {"tiktok": 1, "youtube": 2, "linkedin": 3, "facebook": 4, "instagram": 4, "x-": 5}

# How people write days and durations.
CELLS = """\
01/10/2026\t1h30
2026-10-01\t1:30:00
1er octobre 2026\t0,5
3 sept. 2026\t45 min
10/14/2026 09:00:00 AM\t1 jour
Sep 14, 2026\tPT1H30M
2026-09-03T07:00:00Z\t½ j
46296\t0.0625
26.01.2026\t2 h 15 min 20 s
2026-09-03T07:00:00-0700\t-1:30
"""


def seed(target, name, content):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    if len(content) <= LONGEST:
        (folder / name).write_bytes(content)


def main():
    skipped = {".snap", ".py", ".md"}
    samples = [path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix not in skipped]
    # By parts, as Rust orders paths.
    samples.sort(key=lambda path: [part.encode() for part in path.parts])
    texts = [path for path in samples if path.suffix in {".csv", ".json", ".ics", ".txt"}]
    for path in samples:
        name = "-".join(path.relative_to(SAMPLES).parts)
        content = path.read_bytes()
        seed("document", name, content)
        if path in texts:
            number = texts.index(path).to_bytes(2, "little")
            places = [place for start, place in NAMES.items() if name.startswith(start)]
            named = bytes(places or [0])
            lines = content.splitlines(keepends=True)
            seed("import", name, number + bytes([0]) + named + content)
            # The header alone is kept, then the whole start, down to the last row.
            for kept in sorted({1, max(len(lines) - 2, 0), len(lines)} - {0}):
                if kept < 256:
                    rest = b"".join(lines[kept:])
                    seed("import", f"{name}-{kept}", number + bytes([kept]) + named + rest)
        else:
            seed("workbook", name, b"." + content)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for member in archive.namelist():
                    for pattern, container in PARTS:
                        if re.fullmatch(pattern, member):
                            plain = member.replace("/", "-")
                            seed("workbook", f"{name}-{plain}", container + archive.read(member))
    for sheet in range(7):
        seed("durations", f"all-{sheet}", bytes([sheet]) + CELLS.encode())
        for number, line in enumerate(CELLS.splitlines()):
            seed("durations", f"line-{sheet}-{number}", bytes([sheet]) + line.encode())


main()
