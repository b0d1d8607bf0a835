"""How quickly the web page of a glossary shows and searches, against a bare table and a bare filter of the same rows.

    python scripts/benchmark_page.py output/glossary.json

Prints one row a measure: milliseconds of the page, of the bare one, and what is allowed. Times are the browser's own:
the paint timing of each load, and `performance.now()` around a search up to the frame that shows it. Loads and searches
alternate; medians of eleven.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from glossary.browsing import Row, select_rows
from glossary.browsing.page import web_page
from glossary.expansions import describe_expansions
from glossary.formats import read_glossary

TURNS = 11
SEARCHES = ("金融", "jr", "系统", "zhengce", "bank", "")

# A search from the input event to the frame after it, and the same search as a filter of an array of strings.
SEARCH = """async (wanted) => {
  const box = document.getElementById("search");
  const started = performance.now();
  box.value = wanted;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
  return performance.now() - started;
}"""
FILTER = """async (wanted) => {
  const rows = (window.bare ??= [...document.querySelectorAll("tbody tr")].map((row) => row.textContent.toLowerCase()));
  const started = performance.now();
  window.found = rows.filter((text) => text.includes(wanted)).length;
  await new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
  return performance.now() - started;
}"""
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"


def bare_table(rows: tuple[Row, ...]) -> str:
    """The same rows as a table and nothing else."""
    lines = (
        "<tr>"
        + "".join(
            f"<td>{escape(cell)}</td>"
            for cell in (
                *(str(row.rank), row.term.text, row.term.reading or "", describe_expansions(row.term, row.links)),
                *(str(row.term.frequency), str(row.term.document_frequency), f"{row.entry.score or 0:.2f}"),
                row.term.contexts[0].text if row.term.contexts else "",
            )
        )
        + "</tr>"
        for row in rows
    )
    return (
        '<!doctype html><meta charset="utf-8"><title>bare</title><table><tbody>' + "\n".join(lines) + "</tbody></table>"
    )


def first_paint(browser: Browser, path: Path) -> float:
    """Milliseconds from the start of a load to the first paint, in a browser context of its own."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_function(PAINT)
    milliseconds = float(page.evaluate(PAINT))
    context.close()
    return milliseconds


def searches(browser: Browser, path: Path, script: str) -> list[float]:
    """Milliseconds of each of the searches, `TURNS` times."""
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    taken = [float(page.evaluate(script, wanted)) for _turn in range(TURNS) for wanted in SEARCHES]
    page.close()
    return taken


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("glossary", help="a glossary; at least 5,000 entries for figures that compare")
    glossary = read_glossary(parser.parse_args().glossary)
    rows = select_rows(glossary)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, bare = Path(folder, "page.html"), Path(folder, "bare.html")
        ours.write_text(web_page(glossary), encoding="utf-8")
        bare.write_text(bare_table(rows), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        paints = [(first_paint(browser, ours), first_paint(browser, bare)) for _turn in range(TURNS)]
        own, plain = (statistics.median(column) for column in zip(*paints, strict=True))
        found, filtered = (statistics.median(searches(browser, *each)) for each in ((ours, SEARCH), (bare, FILTER)))
        browser.close()
        print(f"entries: {len(rows)}, bytes of the page: {ours.stat().st_size}")
    print(f"first paint: {own:.0f} ms, bare table {plain:.0f} ms, ratio {own / plain:.2f} (at most 1.5)")
    print(f"search: {found:.1f} ms, bare filter {filtered:.1f} ms, difference {found - filtered:.1f} ms (at most 50)")


if __name__ == "__main__":
    main()
