"""The first pages of rapport.json by another engine: `pdf_rivals.py ENGINE rapport.json FILE COUNT [same]`.

Prints, for each of the documents made, its milliseconds of processor and of clock. From the second on the
figures are other ones (each digit is shifted), as two months differ, unless `same` is said.
"""

import json
import re
import sys
import time
from html import escape
from pathlib import Path

from pdf_drawings import HAIRLINE, NAVY, SOFT, TEXT, drawing

PAGES = 10
ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "assets/fonts"
LOGO = ROOT / "fixtures/months/abers/logo.png"
WIDTH, HEIGHT, MARGIN, FOOT = 841.89, 595.28, 42, 54
MEASURE = WIDTH - 2 * MARGIN
PREFIX = {"how_to_read": "Comment lire\u00a0: ", "source": "Source et effectif\u00a0: ", "caveat": "", "plain": ""}
PALE, RUST = "#F1F5F9", "#A8430A"
ICEBERG = [
    ([(590, 234), (650, 110), (672, 168), (690, 234)], "#E1EAF3"),
    ([(690, 234), (672, 168), (700, 130), (770, 234)], "#C3D0DE"),
    ([(560, 234), (690, 234), (660, 330), (600, 300)], "#A9C0DA"),
    ([(690, 234), (810, 234), (790, 320), (660, 330)], "#6C93BF"),
    ([(600, 300), (660, 330), (690, 520), (620, 420)], "#6C93BF"),
    ([(660, 330), (790, 320), (740, 450), (690, 520)], "#3D6796"),
]


def note(block):
    """The beginning in bold, and the rest."""
    start = PREFIX[block["kind"]]
    text = block["text"]
    return (start, text[len(start):] if start and text.startswith(start) else text)


def widths(columns, whole, gap):
    weights = [column["weight"] for column in columns]
    return [(whole - gap * (len(columns) - 1)) * weight / sum(weights) for weight in weights]


class Typst:
    def __init__(self):
        import typst
        self.compiler = typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True, root=str(ROOT))

    def document(self, report):
        q = self.text
        parts = [
            f'#set document(title: "{report["title"]}", author: "{report["organisation"]}")\n'
            f'#set text(font: "Source Sans 3", size: 11pt, lang: "fr", fill: rgb("{TEXT}"), hyphenate: true)\n'
            f"#set page(width: {WIDTH}pt, height: {HEIGHT}pt, margin: (x: {MARGIN}pt, top: 25pt, bottom: {FOOT}pt),\n"
            f"  footer: context text(size: 9pt)[{q(report['organisation'])} #h(1fr) {q(report['version'])} #h(1fr)"
            f" page #counter(page).display() sur {len(report['pages'])}, empreinte des données : {report['fingerprint']}])\n"
            f'#set table(stroke: (x, y) => (bottom: 0.5pt + rgb("{HAIRLINE}")), inset: 5pt)\n'
            f'#set par(spacing: 7pt, leading: 4.5pt)\n#set heading(bookmarked: true)\n'
            f'#show heading: set text(fill: rgb("{NAVY}"), weight: 600)\n#show heading: set block(above: 8pt, below: 8pt)\n'
            "#show heading.where(level: 1): set text(size: 27pt)\n#show heading.where(level: 2): set text(size: 24pt)\n"
            "#show heading.where(level: 3): set text(size: 14pt)\n#show strong: set text(weight: 600)\n"
        ]
        for rank, page in enumerate(report["pages"]):
            if rank:
                parts.append("#pagebreak()\n")
            if page["layout"] == "cover":
                marks = [("rect", 0, 0, WIDTH, 230, NAVY, None), ("rect", 0, 230, WIDTH, 4, RUST, None)]
                marks += [("poly", points, fill) for points, fill in ICEBERG]
                shapes = "".join(self.mark(mark) for mark in marks)
                parts.append(f"#place(dx: -{MARGIN}pt, dy: -25pt, pdf.artifact(box(width: {WIDTH}pt, height: 540pt)[{shapes}]))\n")
                parts.append(f'#place(right, dy: 20pt, image("/{LOGO.relative_to(ROOT)}", width: 70pt, alt: "Logo"))\n')
                parts.append(f'#v(40pt)\n#[#show heading: set text(fill: white, size: 42pt)\n= {q(page["title"])}\n]\n')
                parts.append(f'#text(fill: white, size: 17pt)[{q(report["subtitle"])}]\n#v(80pt)\n#block(width: 60%)[\n')
                # No level may be skipped: under the title of the document, a frame is a second level.
                parts += [self.block(block, MEASURE * 0.6).replace("[=== ", "[== ") for block in page["blocks"]]
                parts.append("]\n")
            else:
                parts.append(f'#text(size: 10pt, fill: rgb("{RUST}"))[*{q(page["bookmark"])}*]\n\n== {q(page["title"])}\n')
                parts += [self.block(block, MEASURE) for block in page["blocks"]]
        source = "".join(parts).encode()
        return self.compiler.compile(source, format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=0)

    @staticmethod
    def text(words):
        return '#"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def mark(self, mark):
        kind = mark[0]
        if kind == "rect":
            _, x, y, w, h, fill, stroke = mark
            edge = f'0.7pt + rgb("{stroke}")' if stroke else "none"
            return f'#place(dx: {x:.2f}pt, dy: {y:.2f}pt, rect(width: {w:.2f}pt, height: {h:.2f}pt, fill: rgb("{fill}"), stroke: {edge}))'
        if kind == "line":
            _, x, y, to_x, to_y, ink, width = mark
            return f'#place(line(start: ({x:.2f}pt, {y:.2f}pt), end: ({to_x:.2f}pt, {to_y:.2f}pt), stroke: {width}pt + rgb("{ink}")))'
        if kind == "dot":
            _, x, y, r, ink = mark
            return f'#place(dx: {x - r:.2f}pt, dy: {y - r:.2f}pt, circle(radius: {r}pt, fill: rgb("{ink}")))'
        if kind == "poly":
            points = ", ".join(f"({x:.2f}pt, {y:.2f}pt)" for x, y in mark[1])
            return f'#place(polygon(fill: rgb("{mark[2]}"), {points}))'
        _, x, y, words, size, ink, bold, anchor = mark
        dx = x - 50 if anchor == "middle" else x
        body = f'text(size: {size}pt, fill: rgb("{ink}"), weight: {600 if bold else 400}, top-edge: 0.7em)[{self.text(words)}]'
        if anchor == "middle":
            body = f"box(width: 100pt, align(center, {body}))"
        return f"#place(dx: {dx:.2f}pt, dy: {y - 0.7 * size:.2f}pt, {body})"

    def block(self, block, width):
        q, kind = self.text, block["block"]
        if kind == "lead":
            return f'#text(size: 17pt, fill: rgb("{NAVY}"))[*{q(block["text"])}*]\n\n'
        if kind == "heading":
            return f'=== {q(block["text"])}\n'
        if kind == "paragraph":
            return q(block["text"]) + "\n\n"
        if kind == "note":
            start, rest = note(block)
            return f'#text(size: 9.5pt, fill: rgb("{SOFT}"))[*{q(start)}*{q(rest)}]\n\n'
        if kind == "list":
            sign = "+" if block["numbered"] else "-"
            return "".join(f"{sign} {q(item)}\n" for item in block["items"]) + "\n"
        if kind == "banner":
            return f'#block(fill: rgb("{PALE}"), inset: 9pt, width: 100%, stroke: (left: 3pt + rgb("{NAVY}")))[{q(block["text"])}]\n'
        if kind == "frame":
            inside = "".join(self.block(one, width - 24) for one in block["blocks"])
            return (f'#block(fill: rgb("{PALE}"), inset: 10pt, width: 100%, stroke: (left: 3pt + rgb("{NAVY}")))'
                    f'[=== {q(block["title"])}\n{inside}]\n')
        if kind == "columns":
            each = widths(block["columns"], width, 20)
            cells = ", ".join("[" + "".join(self.block(one, wide) for one in column["blocks"]) + "]"
                              for column, wide in zip(block["columns"], each))
            return f'#grid(columns: ({", ".join(f"{wide:.2f}pt" for wide in each)},), gutter: 20pt, {cells})\n'
        if kind == "tiles":
            return "".join(self.tiles(row) for row in block["rows"])
        if kind == "grid":
            columns = ", ".join(f'{column["weight"]}fr' for column in block["columns"])
            aligns = ", ".join(column["align"] for column in block["columns"])
            head = ", ".join(f'[*{q(column["title"])}*]' for column in block["columns"])
            rows = ", ".join(f"[*{q(row[0])}*], " + ", ".join(f"[{q(cell)}]" for cell in row[1:])
                             for row in block["rows"])
            return (f'*{q(block["caption"])}*\n\n#table(columns: ({columns},), align: ({aligns},), '
                    f"table.header({head}), {rows})\n")
        height, marks = drawing(block, width)
        alt = block["alt"].replace('"', '\\"')
        return (f'*{q(block["caption"])}*\n\n#figure(alt: "{alt}", box(width: {width:.2f}pt, height: {height:.2f}pt, align(top + left)['
                + "".join(self.mark(mark) for mark in marks) + "]))\n")

    def tiles(self, row):
        q, cells = self.text, []
        for tile in row["tiles"]:
            size = 24 if tile["measured"] else 11
            cells.append(f'block(fill: rgb("{PALE}"), inset: 8pt, width: 100%)[*{q(tile["label"])}* #linebreak() '
                         f'#text(size: {size}pt, fill: rgb("{NAVY}"))[*{q(tile["value"])}*] #linebreak() '
                         f'#text(size: 9.5pt)[{q(tile["detail"])} #linebreak() *{q(tile["comparison"] or "")}*]]')
        return f'=== {q(row["heading"])}\n#grid(columns: (1fr,) * 4, gutter: 12pt, {", ".join(cells)})\n'


class WeasyPrint:
    def __init__(self):
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        self.weasyprint = weasyprint
        self.fonts = FontConfiguration()
        face = "@font-face {{ font-family: Source; font-weight: {}; src: url({}) }}"
        self.style = weasyprint.CSS(string="\n".join([
            face.format(400, (FONTS / "SourceSans3-Regular.ttf").as_uri()),
            face.format(600, (FONTS / "SourceSans3-SemiBold.ttf").as_uri()),
            f"""@page {{ size: {WIDTH}pt {HEIGHT}pt; margin: 25pt {MARGIN}pt {FOOT}pt;
                @bottom-left {{ content: string(who); font: 9pt Source }}
                @bottom-center {{ content: string(version); font: 9pt Source }}
                @bottom-right {{ content: "page " counter(page) " sur " counter(pages) string(print); font: 9pt Source }} }}
            body {{ font: 11pt/1.3 Source; color: {TEXT}; margin: 0; hyphens: auto }}
            section + section {{ break-before: page }}
            h1, h2, h3 {{ color: {NAVY}; font-weight: 600; line-height: 1.16; margin: 6pt 0; hyphens: none }}
            h1 {{ font-size: 42pt; color: white; margin-top: 30pt; bookmark-level: 1 }}
            h2 {{ font-size: 24pt; bookmark-level: 1 }} h3 {{ font-size: 14pt; bookmark-level: 2 }}
            b, th {{ font-weight: 600 }} p {{ margin: 4pt 0 }} img {{ display: block }}
            .name {{ color: {RUST}; font-weight: 600 }} .lead {{ font-size: 17pt; font-weight: 600; color: {NAVY} }}
            .note {{ font-size: 9.5pt; color: {SOFT} }}
            .box {{ background: {PALE}; border-left: 3pt solid {NAVY}; padding: 6pt 10pt; margin: 6pt 0 }}
            .row::after {{ content: ''; display: block; clear: both }} .row > div {{ float: left }}
            .row > div + div {{ margin-left: 20pt }}
            .tile {{ background: {PALE}; width: 164pt; padding: 8pt; height: 92pt; margin-right: 8pt }}
            .row > .tile + .tile {{ margin-left: 0 }}
            .value {{ font-size: 24pt; font-weight: 600; color: {NAVY} }}
            table {{ border-collapse: collapse; width: 100%; table-layout: fixed }} caption {{ text-align: left; font-weight: 600 }}
            th, td {{ border-bottom: .5pt solid {HAIRLINE}; padding: 4pt; text-align: left; vertical-align: top }}
            .right {{ text-align: right }} .cover {{ position: relative }} .cover .in {{ width: 60% }}
            .sub {{ color: white; font-size: 17pt; margin-bottom: 90pt }}
            .ground {{ position: absolute; left: -{MARGIN}pt; top: -25pt; z-index: -1 }}
            .logo {{ position: absolute; right: 0; top: 20pt }}
            .who {{ string-set: who attr(data-who), version attr(data-version), print attr(data-print) }}""",
        ]), font_config=self.fonts)

    def document(self, report):
        e = escape
        parts = [f'<html lang="fr"><head><title>{e(report["title"])}</title><meta name="author" content="{e(report["organisation"])}">'
                 f'</head><body class="who" data-who="{e(report["organisation"])}" data-version="{e(report["version"])}"'
                 f' data-print=", empreinte des données : {report["fingerprint"]}">']
        for page in report["pages"]:
            if page["layout"] == "cover":
                marks = [("rect", 0, 0, WIDTH, 230, NAVY, None), ("rect", 0, 230, WIDTH, 4, RUST, None)]
                marks += [("poly", points, fill) for points, fill in ICEBERG]
                parts.append(f'<section class="cover"><div class="ground">{self.picture(marks, WIDTH, 540, "Un iceberg")}</div>'
                             f'<img class="logo" alt="Logo" width="93" src="{LOGO.as_uri()}">'
                             f'<h1>{e(page["title"])}</h1><p class="sub">{e(report["subtitle"])}</p><div class="in">')
                parts += [self.block(block, MEASURE * 0.6) for block in page["blocks"]]
                parts.append("</div></section>")
            else:
                parts.append(f'<section><p class="name">{e(page["bookmark"])}</p><h2>{e(page["title"])}</h2>')
                parts += [self.block(block, MEASURE) for block in page["blocks"]]
                parts.append("</section>")
        page = self.weasyprint.HTML(string="".join(parts) + "</body></html>")
        return page.write_pdf(stylesheets=[self.style], font_config=self.fonts, pdf_variant="pdf/ua-1")

    def picture(self, marks, width, height, alt):
        shapes = "".join(self.mark(mark) for mark in marks)
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.2f}pt" height="{height:.2f}pt" viewBox="0 0 {width:.2f} {height:.2f}">{shapes}</svg>'
        from urllib.parse import quote
        return f'<img alt="{escape(alt)}" src="data:image/svg+xml,{quote(svg)}">'

    @staticmethod
    def mark(mark):
        kind = mark[0]
        if kind == "rect":
            _, x, y, w, h, fill, stroke = mark
            edge = f' stroke="{stroke}" stroke-width=".7"' if stroke else ""
            return f'<rect x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}" fill="{fill}"{edge}/>'
        if kind == "line":
            _, x, y, to_x, to_y, ink, width = mark
            return f'<path d="M{x:.2f} {y:.2f}L{to_x:.2f} {to_y:.2f}" stroke="{ink}" stroke-width="{width}"/>'
        if kind == "dot":
            return f'<circle cx="{mark[1]:.2f}" cy="{mark[2]:.2f}" r="{mark[3]}" fill="{mark[4]}"/>'
        if kind == "poly":
            return f'<polygon points="{" ".join(f"{x:.2f},{y:.2f}" for x, y in mark[1])}" fill="{mark[2]}"/>'
        _, x, y, words, size, ink, bold, anchor = mark
        return (f'<text x="{x:.2f}" y="{y:.2f}" font-family="Source" font-size="{size}" fill="{ink}"'
                f' font-weight="{600 if bold else 400}" text-anchor="{anchor}">{escape(words)}</text>')

    def block(self, block, width):
        e, kind = escape, block["block"]
        if kind == "lead":
            return f'<p class="lead">{e(block["text"])}</p>'
        if kind == "heading":
            return f'<h3>{e(block["text"])}</h3>'
        if kind == "paragraph":
            return f'<p>{e(block["text"])}</p>'
        if kind == "note":
            start, rest = note(block)
            return f'<p class="note"><b>{e(start)}</b>{e(rest)}</p>'
        if kind == "list":
            tag = "ol" if block["numbered"] else "ul"
            return f"<{tag}>" + "".join(f"<li>{e(item)}</li>" for item in block["items"]) + f"</{tag}>"
        if kind == "banner":
            return f'<p class="box">{e(block["text"])}</p>'
        if kind == "frame":
            inside = "".join(self.block(one, width - 24) for one in block["blocks"])
            return f'<div class="box"><h3>{e(block["title"])}</h3>{inside}</div>'
        if kind == "columns":
            each = widths(block["columns"], width, 20)
            return '<div class="row">' + "".join(
                f'<div style="width:{wide:.2f}pt">' + "".join(self.block(one, wide) for one in column["blocks"]) + "</div>"
                for column, wide in zip(block["columns"], each)) + "</div>"
        if kind == "tiles":
            return "".join(f'<h3>{e(row["heading"])}</h3><div class="row">' + "".join(
                f'<div class="tile"><b>{e(tile["label"])}</b><div{" class=value" if tile["measured"] else ""}>{e(tile["value"])}</div>'
                f'<div class="note">{e(tile["detail"])}<br><b>{e(tile["comparison"] or "")}</b></div></div>'
                for tile in row["tiles"]) + "</div>" for row in block["rows"])
        if kind == "grid":
            whole = sum(column["weight"] for column in block["columns"])
            right = [' class="right"' if column["align"] == "right" else "" for column in block["columns"]]
            head = "".join(f'<th scope="col" style="width:{100 * column["weight"] / whole:.2f}%"{side}>{e(column["title"])}</th>'
                           for column, side in zip(block["columns"], right))
            rows = "".join(f'<tr><th scope="row">{e(row[0])}</th>' + "".join(
                f"<td{side}>{e(cell)}</td>" for cell, side in zip(row[1:], right[1:])) + "</tr>" for row in block["rows"])
            return f'<table><caption>{e(block["caption"])}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        height, marks = drawing(block, width)
        return f'<p><b>{e(block["caption"])}</b></p>' + self.picture(marks, width, height, block["alt"])


class ReportLab:
    """Neither tags nor PDF/A: reportlab writes none."""

    def __init__(self):
        from reportlab.lib import colors
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab import platypus
        from reportlab.graphics import shapes
        self.platypus, self.shapes, self.ink = platypus, shapes, colors.HexColor
        pdfmetrics.registerFont(TTFont("Source", FONTS / "SourceSans3-Regular.ttf"))
        pdfmetrics.registerFont(TTFont("SourceB", FONTS / "SourceSans3-SemiBold.ttf"))
        pdfmetrics.registerFontFamily("Source", normal="Source", bold="SourceB", italic="Source", boldItalic="SourceB")

        def style(size, ink=TEXT, font="Source", after=4, **more):
            return ParagraphStyle("s", fontName=font, fontSize=size, leading=size * 1.25, textColor=ink, spaceAfter=after, **more)

        self.styles = {
            "body": style(11), "right": style(11, alignment=2), "bold": style(11, font="SourceB"), "note": style(9.5, SOFT),
            "heading": style(14, NAVY, "SourceB"), "title": style(24, NAVY, "SourceB", 8), "lead": style(17, NAVY, "SourceB"),
            "cover": style(42, "#FFFFFF", "SourceB", 8), "sub": style(17, "#FFFFFF"), "name": style(10, RUST, "SourceB"),
            "value": style(24, NAVY, "SourceB"),
        }

    def words(self, text, style="body"):
        return self.platypus.Paragraph(text, self.styles[style])

    def document(self, report):
        from io import BytesIO
        whole, e, file = len(report["pages"]), escape, BytesIO()
        platypus = self.platypus

        def foot(canvas, document):
            canvas.setFont("Source", 9)
            canvas.drawString(MARGIN, 30, report["organisation"])
            canvas.drawCentredString(WIDTH / 2, 30, report["version"])
            canvas.drawRightString(WIDTH - MARGIN, 30, f'page {document.page} sur {whole}, empreinte des données : {report["fingerprint"]}')

        def cover(canvas, document):
            marks = [("rect", 0, 0, WIDTH, 230, NAVY, None), ("rect", 0, 230, WIDTH, 4, RUST, None)]
            marks += [("poly", points, fill) for points, fill in ICEBERG]
            self.picture(marks, WIDTH, HEIGHT).drawOn(canvas, 0, 0)
            canvas.drawImage(str(LOGO), WIDTH - MARGIN - 70, HEIGHT - 115, 70, 70, mask="auto")
            foot(canvas, document)

        story = []
        for rank, page in enumerate(report["pages"]):
            if rank:
                story.append(platypus.PageBreak())
            if page["layout"] == "cover":
                story += [platypus.Spacer(1, 40), self.words(e(page["title"]), "cover"), self.words(e(report["subtitle"]), "sub"), platypus.Spacer(1, 80)]
                inside = [one for block in page["blocks"] for one in self.block(block, MEASURE * 0.6)]
                story.append(self.side([inside, []], [MEASURE * 0.6, MEASURE * 0.4]))
            else:
                story += [self.words(e(page["bookmark"]), "name"), Bookmarked(self.words(e(page["title"]), "title"), page["bookmark"], page["id"]).flowable]
                story += [one for block in page["blocks"] for one in self.block(block, MEASURE)]
        platypus.SimpleDocTemplate(
            file, pagesize=(WIDTH, HEIGHT), leftMargin=MARGIN - 6, rightMargin=MARGIN - 6, topMargin=19, bottomMargin=FOOT - 6,
            title=report["title"], author=report["organisation"], lang="fr", pageCompression=1, invariant=1,
        ).build(story, onFirstPage=cover, onLaterPages=foot)
        return file.getvalue()

    def side(self, cells, wide, *more):
        plain = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0)]
        return self.platypus.Table([cells], colWidths=wide, style=plain + list(more))

    def picture(self, marks, width, height):
        shapes, ink = self.shapes, self.ink
        drawing_ = shapes.Drawing(width, height)
        for mark in marks:
            kind = mark[0]
            if kind == "rect":
                _, x, y, w, h, fill, stroke = mark
                one = shapes.Rect(x, height - y - h, w, h, fillColor=ink(fill), strokeColor=stroke and ink(stroke), strokeWidth=0.7)
            elif kind == "line":
                _, x, y, to_x, to_y, color, wide = mark
                one = shapes.Line(x, height - y, to_x, height - to_y, strokeColor=ink(color), strokeWidth=wide)
            elif kind == "dot":
                one = shapes.Circle(mark[1], height - mark[2], mark[3], fillColor=ink(mark[4]), strokeColor=None)
            elif kind == "poly":
                one = shapes.Polygon([z for x, y in mark[1] for z in (x, height - y)], fillColor=ink(mark[2]), strokeColor=None)
            else:
                _, x, y, text, size, color, bold, anchor = mark
                one = shapes.String(x, height - y, text, fontName="SourceB" if bold else "Source", fontSize=size, fillColor=ink(color), textAnchor=anchor)
            drawing_.add(one)
        return drawing_

    def boxed(self, inside, width):
        return self.side([inside], [width], ("BACKGROUND", (0, 0), (-1, -1), self.ink(PALE)), ("LEFTPADDING", (0, 0), (-1, -1), 10),
                         ("TOPPADDING", (0, 0), (-1, -1), 6), ("LINEBEFORE", (0, 0), (0, -1), 3, self.ink(NAVY)))

    def block(self, block, width):
        e, kind = escape, block["block"]
        if kind in ("lead", "heading"):
            return [self.words(e(block["text"]), kind)]
        if kind == "paragraph":
            return [self.words(e(block["text"]))]
        if kind == "note":
            start, rest = note(block)
            return [self.words(f"<b>{e(start)}</b>{e(rest)}", "note")]
        if kind == "list":
            items = [self.platypus.ListItem(self.words(e(item))) for item in block["items"]]
            return [self.platypus.ListFlowable(items, bulletType="1" if block["numbered"] else "bullet")]
        if kind == "banner":
            return [self.boxed([self.words(e(block["text"]))], width)]
        if kind == "frame":
            inside = [one for part in block["blocks"] for one in self.block(part, width - 24)]
            return [self.boxed([self.words(e(block["title"]), "heading")] + inside, width)]
        if kind == "columns":
            each = widths(block["columns"], width, 20)
            cells = [[one for part in column["blocks"] for one in self.block(part, wide)] for column, wide in zip(block["columns"], each)]
            return [self.side(cells, [wide + 20 for wide in each[:-1]] + each[-1:], ("RIGHTPADDING", (0, 0), (-2, -1), 20), ("RIGHTPADDING", (-1, 0), (-1, -1), 0))]
        if kind == "tiles":
            made = []
            for row in block["rows"]:
                cells = [[self.words(e(tile["label"]), "bold"), self.words(e(tile["value"]), "value" if tile["measured"] else "body"),
                          self.words(e(tile["detail"]) + "<br/><b>" + e(tile["comparison"] or "") + "</b>", "note")] for tile in row["tiles"]]
                made += [self.words(e(row["heading"]), "heading"),
                         self.side(cells, [width / 4] * len(cells), ("BACKGROUND", (0, 0), (-1, -1), self.ink(PALE)), ("LEFTPADDING", (0, 0), (-1, -1), 8))]
            return made
        if kind == "grid":
            side = ["right" if column["align"] == "right" else "body" for column in block["columns"]]
            lines = [[self.words(f'<b>{e(column["title"])}</b>', one) for column, one in zip(block["columns"], side)]]
            for row in block["rows"]:
                lines.append([self.words(f"<b>{e(row[0])}</b>")] + [self.words(e(cell), one) for cell, one in zip(row[1:], side[1:])])
            rule = [("LINEBELOW", (0, 0), (-1, -1), 0.5, self.ink(HAIRLINE)), ("VALIGN", (0, 0), (-1, -1), "TOP"), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
            return [self.words(e(block["caption"]), "bold"),
                    self.platypus.Table(lines, colWidths=widths(block["columns"], width, 0), style=rule, repeatRows=1)]
        height, marks = drawing(block, width)
        return [self.words(e(block["caption"]), "bold"), self.picture(marks, width, height)]


class Bookmarked:
    """A title that the outline leads to."""

    def __init__(self, paragraph, name, key):
        draw = paragraph.draw

        def drawn():
            paragraph.canv.bookmarkPage(key)
            paragraph.canv.addOutlineEntry(name, key, 0)
            draw()

        paragraph.draw = drawn
        self.flowable = paragraph


ENGINES = {"typst": Typst, "weasyprint": WeasyPrint, "reportlab": ReportLab}


def shifted(value, by):
    """The same report with other figures."""
    if isinstance(value, str):
        return re.sub(r"\d", lambda digit: str((int(digit[0]) + by) % 10), value)
    if isinstance(value, list):
        return [shifted(one, by) for one in value]
    if isinstance(value, dict):
        return {key: shifted(one, by) for key, one in value.items()}
    return value


def main(engine, data, file, count, same=""):
    report = json.loads(Path(data).read_text())["report"]
    report["pages"] = report["pages"][:PAGES]
    maker = None
    for rank in range(int(count)):
        other = report if same else shifted(report, rank)
        processor, clock = time.process_time(), time.perf_counter()
        maker = maker or ENGINES[engine]()
        made = maker.document(other)
        if rank == 0:
            Path(file).write_bytes(made)
        print(f"{(time.process_time() - processor) * 1e3:.3f} {(time.perf_counter() - clock) * 1e3:.3f}", flush=True)


main(*sys.argv[1:])
