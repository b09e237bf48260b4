"""Modules that become one script do what they did, and nothing but the known forms of import and export is let through."""

import re

import pytest

from simulation.report import bundle


def test_every_form_that_our_modules_use_is_turned_into_a_function():
    source = (
        'import * as echarts from "../kit/vendor/e.min.js";\nimport { a, b as c } from "./x.js";\n'
        "export const one = 1;\nexport function two() {}\nexport class Three {}\nexport async function four() {}\nexport { c };\n"
    )
    body = bundle.as_body(source)
    assert "const echarts = $kit_vendor_e_min_js;" in body
    assert "const { a, b: c } = $report_x_js;" in body
    assert "return { one: one, two: two, Three: Three, four: four, c: c };" in body
    assert not re.search(r"^(import|export)\b", body, re.MULTILINE)


def test_a_list_of_exports_with_other_names_keeps_them():
    assert "return { init: Za, use: Ib };" in bundle.as_body("var Za=1,Ib=2;export{Za as init,Ib as use};")


@pytest.mark.parametrize(
    "line",
    [
        'import x from "./x.js";',
        'import "./x.js";',
        "export default 1;",
        'export * from "./x.js";',
        "export const [a, b] = [1, 2];",
    ],
)
def test_any_other_form_is_refused(line):
    with pytest.raises(ValueError, match="this form of import or export is not known here"):
        bundle.as_body(f"{line}\n")


def test_each_module_stands_once_and_after_those_it_needs():
    script = bundle.script()
    places = {
        name: script.index(f"const {name} = (() => {{")
        for name in re.findall(r"^const (\$\w+) = \(\(\) => \{$", script, re.MULTILINE)
    }
    assert len(places) == len(re.findall(r"^const \$\w+ = \(\(\) =>", script, re.MULTILINE))
    assert {"$kit_vendor_echarts_esm_min_js", "$kit_network_js", "$kit_theme_js", "$report_report_js"} <= places.keys()
    for used in re.finditer(r"= (\$\w+);$", script, re.MULTILINE):
        assert places[used[1]] < used.start()


def test_a_script_cannot_end_the_element_it_stands_in():
    assert bundle.inside_html('"</script>" + "<!-- x"') == '"<\\/script>" + "<\\!-- x"'


def test_style_and_typeface_stand_inside():
    style = bundle.style()
    assert "data:font/woff2;base64," in style
    assert "vendor/" not in style
    assert all(place.startswith("data:") for place in re.findall(r'url\("?([^")]+)', style))
