"""rapport.html in a browser: axe-core, a telephone of 320 points, 200 %, the keyboard alone, no style, A4.

    browser.py <path to rapport.html>      exit 1 when anything is wrong; ESTRAN_CHROMIUM names the browser
"""

import os
import re
import shutil
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ADDRESS = Path(sys.argv[1]).resolve().as_uri()
BROWSER = os.environ.get("ESTRAN_CHROMIUM") or shutil.which("chromium")
faults = []


def hold(what, is_so, seen=""):
    print(f"{'ok' if is_so else 'NO'}  {what} {seen}")
    if not is_so:
        faults.append(what)


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])

    def page(width=1200, **how):
        made = browser.new_page(viewport={"width": width, "height": 900}, **how)
        made.asked = []
        made.on("request", lambda request: made.asked.append(request.url))
        made.goto(ADDRESS)
        return made

    for scheme in ("light", "dark"):
        one = page(color_scheme=scheme)
        # A table that is folded is checked too.
        one.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        found = Axe().run(one)
        hold(f"axe-core finds nothing, {scheme}", found.violations_count == 0, found.generate_report()[:2000])
        others = [url for url in one.asked if url != ADDRESS and not url.startswith("data:")]
        hold("nothing else is asked for", not others, others)

    # 1200 points at 200 % are 600.
    for width in (320, 600):
        narrow = page(width)
        wide = narrow.evaluate("document.documentElement.scrollWidth")
        hold(f"no sideways scroll at {width}", wide <= width, wide)

    keys = page()
    keys.keyboard.press("Tab")
    hold("the first key offers to skip the summary", keys.evaluate("document.activeElement.className") == "skip")
    stops, named = keys.evaluate("document.querySelectorAll('a, summary, [tabindex=\"0\"]').length"), 1
    for _ in range(stops):
        keys.keyboard.press("Tab")
        at = keys.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''")
        named += bool(at.strip())
    hold("the keyboard reaches everything", named >= stops, f"{named} of {stops}")
    keys.locator("summary").first.focus()
    keys.keyboard.press("Enter")
    hold("a table opens with a key", keys.locator("details[open]").count() == 1)

    bare = page()
    bare.evaluate("document.querySelectorAll('style').forEach(style => style.remove())")
    read = bare.evaluate("document.body.innerText")
    hold("it reads without its style", all(words in read for words in ("Ce qui se voit", "En amont", "Tous les chiffres")))

    still = browser.new_context(java_script_enabled=False).new_page()
    still.goto(ADDRESS)
    hold("it reads without script", "En amont" in still.locator("main").inner_text())

    sheet = page()
    sheet.emulate_media(media="print")
    pdf = sheet.pdf(prefer_css_page_size=True, print_background=True)
    boxes = {tuple(round(float(side)) for side in box.split()) for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)}
    hold("it prints on A4", boxes == {(0, 0, 595, 842)}, boxes)
    browser.close()

sys.exit(1 if faults else 0)
