"""The checker of PDF on files that it has never seen: those of typst, WeasyPrint and LibreOffice.

    target/ci-python/bin/python tests/other_producers.py target/release/estran

Each program makes documents of every kind in a temporary folder, with the standards that it offers. The
checker must find nothing in them but what is explained below: a fault that the file really has. Python
packages: typst, weasyprint (Debian: libpango-1.0-0, libpangoft2-1.0-0); LibreOffice (Debian:
libreoffice-writer-nogui) is left out when it is not there.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TYPST = """
#set document(title: "Rapport d’essai", author: "Service", date: datetime(year: 2026, month: 11, day: 5))
#set text(lang: "fr")
#set heading(numbering: "1.")
#outline()
= Premier titre
Un paragraphe avec un #link("https://example.org")[lien], un mot #text(lang: "en")[by the way], un appel
de note#footnote[Une note de bas de page.] et une autre#footnote[Une seconde note.]. #quote[Une citation.]
== Sous-titre
- un
- deux
  + imbriqué
  + encore
    - et encore
/ Terme: sa définition
#figure(
  table(
    columns: 3,
    table.header[A][B][C],
    [1], [2], [3],
    table.cell(colspan: 2)[4], [5],
    table.cell(rowspan: 2)[6], [7], [8], [9], [10],
    table.footer[T][11][12],
  ),
  caption: [Un tableau fusionné],
)
#figure(rect(width: 3cm, height: 2cm, fill: gradient.linear(blue, red.transparentize(50%))), alt: "Un dégradé", caption: [Une image])
#math.equation(block: true, alt: "a plus b égale c", $a + b = c$)
`du code` et H#sub[2]O, n#super[o] 12.
#pagebreak()
= Second titre
#lorem(900)
"""

HTML = """<html lang=fr><head><title>Rapport d’essai</title><meta name=author content=Service>
<style>@page { @bottom-center { content: counter(page) } } .ombre { opacity: .5; background: teal }</style>
</head><body>
<h1>Premier titre</h1>
<p>Un paragraphe avec un <a href="https://example.org">lien</a>, un <a href="#plus-loin">renvoi</a>, un mot
<span lang=en>by the way</span> et une <abbr title="numéro">n</abbr>.</p>
<h2>Sous-titre</h2>
<ul><li>un</li><li>deux<ol><li>imbriqué</li><li>encore</li></ol></li></ul>
<dl><dt>Terme</dt><dd>Sa définition</dd></dl>
<table><caption>Un tableau</caption>
<thead><tr><th scope=col>A</th><th scope=col>B</th></tr></thead>
<tbody><tr><td>1</td><td>2</td></tr><tr><td colspan=2>3</td></tr></tbody>
<tfoot><tr><td>4</td><td>5</td></tr></tfoot></table>
<table><tr><th>Sans direction</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>
<p class=ombre><img alt="Un carré" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'
width='20' height='20'><rect width='20' height='20' fill='teal'/></svg>"></p>
<blockquote>Une citation.</blockquote><pre>du code</pre>
<h2 id=plus-loin style="page-break-before: always">Plus loin</h2><p>%s</p>
</body></html>""" % ("Une phrase de remplissage pour passer la page. " * 200)

FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>Rapport essai</dc:title><dc:language>fr-FR</dc:language></office:meta>
<office:styles><style:default-style style:family="paragraph"><style:text-properties fo:language="fr" fo:country="FR"/></style:default-style></office:styles>
<office:body><office:text>
<text:h text:outline-level="1">Premier titre</text:h>
<text:p>Un paragraphe avec un <text:a xlink:type="simple" xlink:href="https://example.org/">lien</text:a> et une
note<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>La note.</text:p></text:note-body></text:note>.</text:p>
<text:h text:outline-level="2">Sous-titre</text:h>
<text:list><text:list-item><text:p>un</text:p></text:list-item><text:list-item><text:p>deux</text:p>
<text:list><text:list-item><text:p>imbriqué</text:p></text:list-item></text:list></text:list-item></text:list>
<table:table><table:table-column table:number-columns-repeated="2"/>
<table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>
<text:p>Fin.</text:p>
</office:text></office:body></office:document>
"""

# WeasyPrint 70 tags the number of each page by an element that the tree does not hold; and a group with
# opacity is a form of its own, whose content its element looks for on the page.
WEASYPRINT = {"Estran arbre-1", "Estran arbre-2"}

# By file, the rules that it really breaks, and why. Nothing else may be found.
EXPLAINED = {
    "weasyprint-pdf-ua-1": WEASYPRINT,
    "weasyprint-pdf-a-2a": WEASYPRINT,
    "weasyprint-pdf-a-3a": WEASYPRINT,
    "libreoffice": {
        # LibreOffice 7.4 does not describe the words of PDF/UA in the metadata of a PDF/A,
        "PDF/A-2b 6.6.2.3.1-1",
        # gives notes no identifier,
        "PDF/UA-1 7.9-1",
        # writes /Tabs (S), a string where a name is asked,
        "PDF/UA-1 7.18.3-1",
        # and leaves the link from a note back to its call without an element.
        "PDF/UA-1 7.18.5-1",
    },
}


def typst(folder):
    import typst

    source = folder / "a.typ"
    source.write_text(TYPST, encoding="utf-8")
    for standards in (["ua-1"], ["a-2a"], ["a-3a"], ["ua-1", "a-2a"]):
        made = folder / f"typst-{'-'.join(standards)}.pdf"
        typst.compile(str(source), output=str(made), pdf_standards=standards)


def weasyprint(folder):
    import weasyprint

    for variant in ("pdf/ua-1", "pdf/a-2a", "pdf/a-3a", "pdf/a-2u", "pdf/a-3b"):
        made = folder / f"weasyprint-{variant.replace('/', '-')}.pdf"
        weasyprint.HTML(string=HTML).write_pdf(made, pdf_variant=variant)


def libreoffice(folder):
    if not shutil.which("soffice"):
        print("LibreOffice is not there")
        return
    source = folder / "libreoffice.fodt"
    source.write_text(FODT, encoding="utf-8")
    options = {"PDFUACompliance": ("boolean", "true"), "SelectPdfVersion": ("long", "2"), "UseTaggedPDF": ("boolean", "true")}
    options = {name: {"type": kind, "value": value} for name, (kind, value) in options.items()}
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    command += [f"pdf:writer_pdf_Export:{json.dumps(options)}", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def main(estran):
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        typst(folder)
        weasyprint(folder)
        libreoffice(folder)
        made = sorted(folder.glob("*.pdf"))
        said = subprocess.run([estran, "pdf", "check", "--json", *map(str, made)], capture_output=True, text=True)
        for answer in json.loads(said.stdout):
            stem = Path(answer["file"]).stem
            found = {rule for fault in answer["faults"] for rule in fault["rules"]}
            expected = EXPLAINED.get(stem, set())
            print(f"{stem}: {', '.join(answer['profiles'])}: {len(answer['faults'])} faults, {len(found - expected)} not explained")
            if answer["unreadable"]:
                wrong.append(f"{stem}: {answer['unreadable']}")
            for fault in answer["faults"]:
                if not set(fault["rules"]) <= expected:
                    wrong.append(f"{stem}: {fault['rules']} page {fault['page']}, {fault['element']}: {fault['found']}")
            for rule in sorted(expected - found):
                print(f"  {rule} is explained and is no longer there: this version has mended it")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "target/release/estran"))
