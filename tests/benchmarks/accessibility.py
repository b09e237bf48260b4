"""What axe-core finds on every page, in both looks, on a projector and on a phone: `python -m tests.benchmarks.accessibility AXE`.

AXE is the file axe.min.js of the package axe-core, which is not part of the project: `npm pack axe-core` fetches it. Ends with 1 when
something serious is found.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from ..conftest import CHROMIUM, FLAGS
from ..web.conftest import Visitor, serving

SMALL = "set=school.teachers:12&set=years:1"
#: What is looked at: (name, address, what to do there).
PAGES = (
    ("school", f"{SMALL}&week=20", ("collectiveAction.page.people.open(3)", "collectiveAction.page.people.behind('burnout')")),
    ("presented", f"{SMALL}&week=20", ("dispatchEvent(new KeyboardEvent('keydown', { key: 'p' }))",)),
    ("compare", f"page=compare&a={SMALL.replace('&', '%26')}&b={SMALL.replace('&', '%26')}", ()),
    ("explore", f"page=explore&{SMALL}&x=time.planning&y=goals.active&cells=5&schools=4", ()),
    ("lessons", "page=lessons", ()),
    ("a lesson", "page=lessons&lesson=four_hours", ()),
    ("evidence", "page=evidence", ()),
    ("the model text", "page=evidence", ("document.querySelector('[data-tab=model]').click()",)),
    ("your school", "page=yours", ()),
)


def found(page, axe: str) -> list[dict]:
    """Violations on a page as it is."""
    page.evaluate(axe)
    return page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]


def main(file: str) -> int:
    axe = Path(file).read_text(encoding="utf-8")
    serious = 0
    with serving("app", "--allow-host", "localhost") as (address, server), sync_playwright() as playwright:
        code = next(line for line in server.stdout if line.startswith("Code: ")).split()[1].rstrip(".")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for look in ("light", "dark"):
            for width, height in ((1280, 720), (390, 844)):
                screen = {"viewport": {"width": width, "height": height}, "color_scheme": look, "bypass_csp": True}
                one = Visitor(browser, f"{address}#{code}", **screen)
                for name, query, steps in PAGES:
                    one.open(query)
                    for step in steps:
                        one.page.evaluate(step)
                    one.page.wait_for_timeout(2000)
                    for fault in found(one.page, axe):
                        serious += fault["impact"] in ("serious", "critical")
                        where = f"{len(fault['nodes'])} times, first {fault['nodes'][0]['html'][:100]}"
                        print(f"{look} {width} {name}: {fault['impact']} {fault['id']}, {where}")
                one.context.close()
        browser.close()
    print(f"{serious} serious")
    return min(serious, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
