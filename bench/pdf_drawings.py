"""The charts of the report as plain marks, the same for every rival. Points, from the top left corner."""

HUES = {"rust": "#A8430A", "navy": "#12355B", "blue": "#6C93BF", "hatched": "#C3D0DE", "dashed": "#FFFFFF"}
NAVY, TEXT, SOFT, HAIRLINE, MIST = "#12355B", "#1C2A39", "#3F4F61", "#C3D0DE", "#E1EAF3"


def rect(x, y, w, h, fill, stroke=None):
    return ("rect", x, y, max(w, 0.1), max(h, 0.1), fill, stroke)


def line(x1, y1, x2, y2, ink, width):
    return ("line", x1, y1, x2, y2, ink, width)


def dot(x, y, r, ink):
    return ("dot", x, y, r, ink)


def words(x, y, text, size=9.5, ink=TEXT, bold=False, anchor="start"):
    return ("text", x, y, text, size, ink, bold, anchor)


def drawing(block, width):
    """Height and marks of a chart."""
    return {"bars": bars, "range": spreads, "stack": stack, "timeline": timeline}[block["block"]](block, width)


def bars(block, width):
    most = max([bar["size"] for bar in block["bars"]] + [1])
    left, room, step = width * 0.3, width * 0.52, 28
    marks = []
    for rank, bar in enumerate(block["bars"]):
        y = rank * step
        long = room * bar["size"] / most
        outline = NAVY if bar["hue"] in ("hatched", "dashed") else None
        marks += [
            words(0, y + 15, bar["label"]),
            rect(left, y + 3, long, 18, HUES[bar["hue"]], outline),
            words(left + long + 6, y + 15, bar["value"], bold=True),
        ]
        if bar["hue"] == "hatched":
            marks += [line(left + x, y + 21, left + x + 4, y + 3, NAVY, 0.7) for x in range(0, int(long) - 4, 5)]
    height = len(block["bars"]) * step
    return height, marks + [line(left, 0, left, height, NAVY, 1)]


def spreads(block, width):
    most = max([tick["at"] for tick in block["ticks"]] + [1])
    left, room, step = width * 0.28, width * 0.34, 42
    height = len(block["rows"]) * step
    at = lambda value: left + room * value / most
    marks = []
    for tick in block["ticks"]:
        marks += [
            line(at(tick["at"]), 0, at(tick["at"]), height, HAIRLINE, 0.6),
            words(at(tick["at"]), height + 12, tick["label"], 9, SOFT, anchor="middle"),
        ]
    for rank, row in enumerate(block["rows"]):
        y, spread = rank * step + step / 2, row["spread"]
        marks += [words(0, y + 3, row["label"]), line(left, y, left + room, y, HAIRLINE, 0.6)]
        if spread["spread"] == "points":
            marks += [dot(at(value), y, 2.4, NAVY) for value in spread["at"]]
        else:
            marks += [
                line(at(spread["low"]), y, at(spread["high"]), y, NAVY, 4),
                dot(at(spread["middle"]), y, 3.4, HUES["rust"]),
            ]
        marks += [words(left + room + 8, y + 3, row["value"], 9)]
    return height + 16, marks


def stack(block, width):
    whole = sum(part["size"] for part in block["parts"]) or 1
    left, wide, tall, y = width * 0.32, width * 0.18, 320, 8
    marks = [("poly", [(width * 0.1, y), (width * 0.75, y + 60), (width * 0.6, y + tall), (width * 0.25, y + tall)], MIST)]
    for rank, part in enumerate(block["parts"]):
        high = tall * part["size"] / whole
        if rank == block["above"]:
            marks += [
                line(0, y, width, y, NAVY, 1.4),
                words(0, y - 5, block["above_label"], bold=True),
                words(0, y + 13, block["below_label"], bold=True),
            ]
        outline = NAVY if part["hue"] in ("hatched", "dashed") else None
        marks.append(rect(left, y, wide, high, HUES[part["hue"]], outline))
        if part["hue"] == "hatched":
            marks += [line(left + x, y + high, left + x + 8, y, NAVY, 0.7) for x in range(0, int(wide) - 8, 6)]
        marks += [
            words(left + wide + 12, y + high / 2, part["label"], bold=True),
            words(left + wide + 12, y + high / 2 + 12, part["value"]),
        ]
        y += high
    return tall + 30, marks


def timeline(block, width):
    left, room, step = width * 0.28, width * 0.55, 18
    height = len(block["lanes"]) * step
    at = lambda value: left + room * value / block["length"]
    extent = lambda over: (at(over["from"]), max(at(over["to"]) - at(over["from"]), 1))
    marks = [rect(extent(off)[0], 0, extent(off)[1], height, MIST) for off in block["off"]]
    for tick in block["ticks"]:
        marks.append(words(at(tick["at"]), height + 12, tick["label"], 9, SOFT, anchor="middle"))
    most = max([mark["size"] for lane in block["lanes"] for mark in lane["marks"] if mark["mark"] == "work"] + [1])
    for rank, lane in enumerate(block["lanes"]):
        y = rank * step
        marks += [
            words(0, y + 13, lane["label"]),
            words(left + room + 8, y + 13, lane["value"], bold=True),
            line(0, y + step, width, y + step, HAIRLINE, 0.5),
        ]
        for mark in lane["marks"]:
            if mark["mark"] == "point":
                marks.append(dot(at(mark["at"]), y + 9, 3, HUES[mark["hue"]]))
            elif mark["mark"] == "work":
                high = 14 * mark["size"] / most
                marks.append(rect(*extent(mark["over"])[:1], y + step - high, extent(mark["over"])[1], high, HUES[mark["hue"]]))
            else:
                marks.append(rect(extent(mark["over"])[0], y + 5, extent(mark["over"])[1], 8, HUES["dashed"], NAVY))
    return height + 16, marks
