"""Scenarios: found by name or path, read from TOML, checked as a whole, changed without being touched."""

import json
import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from simulation.declare.parameter import assumed, bounds, parameter, unit_in_words
from simulation.parameters import scenario as module
from simulation.parameters.behaviour import Behaviour
from simulation.parameters.country import Country
from simulation.parameters.policies import Policy
from simulation.parameters.scenario import (
    BASELINE,
    SITUATION,
    InputError,
    Scenario,
    ScenarioError,
    describe,
    json_schema,
    known_names,
    parameters,
    shipped,
)
from simulation.parameters.situation import Situation

from ..together import each

#: Short names of units, and what only people who program write: neither belongs into a label.
NOT_WORDS = re.compile(r"[_.\[\]]|\b(?:h/week|SD|log|odds)\b")

#: Names that scripts, notebooks, lessons and checks rely on, with the range that was promised.
INTERFACE = {
    "years": (1, 40),
    "school.teachers": (4, 500),
    "school.poverty": (0, 1),
    "school.materials": (0, 1),
    "time.planning": (0, 15),
    "time.paperwork": (0, 20),
    "administrator.openness": (0, 1),
    "administrator.support": (0, 1),
    "administrator.clarity": (0, 1),
    "administrator.mandated": (0, 10),
    "administrator.turnover": (0, 1),
    "accountability.pressure": (0, 1),
    "evaluation.team": (0, 1),
    "culture.collaboration": (0, 1),
    "culture.egalitarian": (0, 1),
    "goals.active": (1, 6),
    "goals.churn": (0, 1),
    "induction.mentoring": (0, 1),
    "roles.leaders": (0, 0.5),
    "roles.release": (0, 20),
    "external.members": (0, 1),
    "network.out_degree": None,
    "network.same_group_odds": None,
    "network.reciprocity": None,
}

HOME = Scenario.load(BASELINE)


@pytest.fixture
def write(tmp_path):
    """Write a file beside the others of the test and return its path."""

    def writer(name, text):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return writer


def faults_of(action, *arguments):
    with pytest.raises(ScenarioError) as raised:
        action(*arguments)
    return raised.value.faults


# ---------------------------------------------------------------- declarations


@pytest.mark.parametrize("name", INTERFACE)
def test_a_name_that_others_rely_on_exists_with_the_promised_range(name):
    assert name in parameters()
    if INTERFACE[name]:
        assert bounds(parameters()[name]) == INTERFACE[name]


def test_policies_and_population_are_part_of_a_scenario():
    assert "policies" in known_names()
    assert "population" in SITUATION
    assert {"size", "poverty", "openness"} <= set(type(HOME.population).model_fields)


@each("name", parameters())
def test_every_parameter_declares_unit_bounds_meaning_source_and_a_default_between_them(name):
    about = describe(name)
    assert about["unit"].strip()
    assert len(about["meaning"]) > 5
    assert len(about["source"]) > 3
    assert -np.inf < about["low"] < about["high"] < np.inf
    assert about["low"] <= about["default"] <= about["high"]
    assert isinstance(about["dated"], bool)
    assert isinstance(about["personal"], bool)
    assert about["dated"] or not about["personal"], "what a policy may do for some, it may do for all"
    assert isinstance(about["default"], int) == about["integer"]


def test_a_scenario_is_heading_then_situation_then_behaviour_then_policies():
    """The engine's records, the codebook and the sets of the posterior go by this order."""
    heading = ["name", "title", "story", "sources", "years"]
    assert list(Scenario.model_fields) == [*heading, *Situation.model_fields, *Behaviour.model_fields, "policies"]
    assert tuple(Situation.model_fields) == SITUATION


@pytest.mark.parametrize("package", [Situation, Behaviour])
def test_every_group_stands_in_a_module_named_like_its_table(package):
    for name, field in package.model_fields.items():
        assert field.annotation.__module__ == f"{package.__module__}.{name}"


# ---------------------------------------------------------------- finding


def test_a_scenario_is_found_by_name_by_path_and_by_itself(write):
    path = write("mine.toml", "years = 3")
    assert Scenario.load(BASELINE).name == BASELINE
    assert Scenario.load(path) == Scenario.load(str(path))
    assert Scenario.load(path).name == "mine"
    assert Scenario.load(HOME) is HOME


def test_the_baseline_comes_first_in_the_list_of_shipped_scenarios():
    assert shipped()[0] == BASELINE
    assert shipped()[1:] == sorted(shipped()[1:])


def test_a_file_is_found_in_the_working_folder(write, monkeypatch):
    path = write("mine.toml", "years = 3")
    monkeypatch.chdir(path.parent)
    assert Scenario.load("mine.toml").years == 3


def test_a_misspelt_name_gets_the_nearest_one():
    assert faults_of(Scenario.load, "basline") == ["there is no scenario 'basline'; did you mean baseline?"]
    assert faults_of(Scenario.load, "shared_leadrship") == [
        "there is no scenario 'shared_leadrship'; did you mean shared_leadership?"
    ]


def test_a_strange_name_gets_told_where_to_look():
    (fault,) = faults_of(Scenario.load, "xyzzy")
    assert fault.startswith("there is no scenario 'xyzzy'; `uv run run.py scenarios list` shows the shipped ones")


@pytest.mark.parametrize("given_path", ["nowhere/mine.toml", "mine.toml", "nowhere/mine"])
def test_a_missing_file_is_named(given_path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert faults_of(Scenario.load, given_path) == [
        f"there is no file {given_path}; check the path, or give the name of a shipped scenario"
    ]


def test_a_folder_is_not_a_scenario(tmp_path):
    (tmp_path / "folder.toml").mkdir()
    assert faults_of(Scenario.load, tmp_path / "folder.toml") == ["this is a folder; give the path of a file"]


def test_scenario_errors_are_input_errors_and_value_errors():
    assert issubclass(ScenarioError, InputError)
    assert issubclass(InputError, ValueError)


# ---------------------------------------------------------------- reading


def test_a_file_says_only_what_differs_and_the_rest_is_the_baseline(write):
    mine = Scenario.load(write("mine.toml", 'title = "What if?"\n[time]\nplanning = 4'))
    assert mine.time.planning == 4.0
    assert mine.time.paperwork == HOME.time.paperwork
    assert mine.title == "What if?"
    assert mine.differences(HOME) == {"time.planning": (4.0, HOME.time.planning)}


def test_a_story_and_its_sources_are_not_inherited(write):
    mine = Scenario.load(write("mine.toml", "years = 3"))
    assert (mine.title, mine.story, mine.sources) == ("", "", [])
    assert HOME.story


def test_a_base_is_laid_under_a_file_and_its_own_base_under_that(write):
    write("grandparent.toml", "years = 7\n[time]\nplanning = 4\npaperwork = 1")
    write("parent.toml", 'base = "grandparent"\n[time]\nplanning = 5')
    mine = Scenario.load(write("mine.toml", 'base = "parent"\n[administrator]\nopenness = 0.9'))
    assert (mine.years, mine.time.planning, mine.time.paperwork, mine.administrator.openness) == (7, 5.0, 1.0, 0.9)
    assert mine.administrator.support == HOME.administrator.support
    assert mine.name == "mine"


def test_a_file_beside_goes_before_a_shipped_scenario_of_the_same_name(write):
    write("korea.toml", "years = 3")
    mine = write("mine.toml", 'base = "korea"')
    assert Scenario.load(mine).years == 3
    (mine.parent / "korea.toml").unlink()
    assert Scenario.load(mine).growth == Scenario.load("korea").growth


def test_a_base_may_be_a_path_seen_from_the_file(write, monkeypatch):
    write("common/poor.toml", "[school]\npoverty = 0.9")
    mine = write("mine.toml", 'base = "common/poor.toml"')
    monkeypatch.chdir("/")
    assert Scenario.load(mine).school.poverty == 0.9


def test_a_file_of_one_s_own_called_baseline_differs_from_the_shipped_one(write):
    mine = Scenario.load(write("baseline.toml", "[time]\nplanning = 6"))
    assert set(mine.differences(HOME)) == {"time.planning"}


def test_policies_of_a_file_take_the_place_of_its_base_s(write):
    policy = '[[policies]]\nname = "{}"\nset = {{ "time.planning" = 4 }}\n'
    write("parent.toml", policy.format("old") + policy.format("older"))
    assert [p.name for p in Scenario.load(write("a.toml", 'base = "parent"')).policies] == ["old", "older"]
    assert [p.name for p in Scenario.load(write("b.toml", 'base = "parent"\n' + policy.format("new"))).policies] == ["new"]


def test_a_circle_of_bases_is_told_step_by_step(write):
    write("chicken.toml", 'base = "egg"')
    (fault,) = faults_of(Scenario.load, write("egg.toml", 'base = "chicken"'))
    assert fault == "`base` goes in a circle: egg -> chicken -> egg; break it"


def test_a_file_cannot_be_its_own_base_unless_it_is_shipped(write):
    (fault,) = faults_of(Scenario.load, write("narcissus.toml", 'base = "narcissus"'))
    assert fault.startswith("base = 'narcissus': there is no scenario 'narcissus'")


def test_a_wrong_base_is_told_with_the_file_it_stands_in(write):
    path = write("mine.toml", 'base = "basline"')
    with pytest.raises(ScenarioError) as raised:
        Scenario.load(path)
    assert str(raised.value) == f"{path}: base = 'basline': there is no scenario 'basline'; did you mean baseline?"
    number = write("number.toml", "base = 3")
    assert faults_of(Scenario.load, number) == ["base = 3 is not a name; give the name or the path of a scenario in quotes"]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(write):
    path = write("mine.toml", b"\xef\xbb\xbf[time]\r\nplanning = 4\r\n")
    assert Scenario.load(path).time.planning == 4.0


@pytest.mark.parametrize("content", ['title = "Lehrkräfte"'.encode("latin-1"), 'title = "x"'.encode("utf-16")])
def test_a_file_in_another_encoding_is_told_to_be_saved_as_utf_8(write, content):
    assert faults_of(Scenario.load, write("mine.toml", content)) == [
        "the file is not UTF-8 text; save it as UTF-8 in your editor"
    ]


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("[time\nplanning = 4", "see scenarios/baseline.toml for the form; the line is: [time"),
        ("time.planning 4", "see scenarios/baseline.toml for the form; the line is: time.planning 4"),
        ("[time]\nplanning = 4\nplanning = 5", "see scenarios/baseline.toml for the form"),
        ("planning = 4,5", "write decimals with a point, as in 2.5; the line is: planning = 4,5"),
        ("name = “Mine”", 'write straight quotes, as in "text"; the line is: name = “Mine”'),
        ("name = mine", 'put words into quotes, as in "text"; the line is: name = mine'),
        ('story = """\nOnce\nyears = 3\n', "a text that begins with three quotes has to end with three"),
        ("x = " + "9" * 5000, "see scenarios/baseline.toml for the form"),
    ],
)
def test_what_is_not_toml_is_told_so_with_what_to_do(write, text, remedy):
    (fault,) = faults_of(Scenario.load, write("mine.toml", text))
    assert fault.startswith("this is not TOML: ")
    assert fault.endswith(remedy)


def test_a_file_that_may_not_be_read_is_told_so(write, monkeypatch):
    path = write("mine.toml", "years = 3")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("simulation.inputs.limits.open", refuse, raising=False)
    assert faults_of(Scenario.load, path) == ["the file cannot be read (Permission denied); check the path and its permissions"]


# ---------------------------------------------------------------- checking


def test_all_faults_of_a_file_are_told_at_once_each_with_its_place_and_value(write):
    path = write(
        "mine.toml",
        """
years = 400
planning = 3
[time]
planning = 99
paperwork = "4"
[network]
outdegree = 4
[shcool]
teachers = 3
[school]
teachers = 30.5
[[policies]]
name = "late"
start = 99
set = { "time.planing" = 4 }
""",
    )
    with pytest.raises(ScenarioError) as raised:
        Scenario.load(path)
    assert sorted(raised.value.faults) == [
        "network.outdegree is not a field of a scenario; did you mean network.out_degree?",
        "planning is not a field of a scenario; did you mean time.planning?",
        "policies[1].set.time.planing: time.planing is not a field of a scenario; did you mean time.planning?",
        "policies[1].start = 99 is above 40; allowed is 1 to 40 school years",
        "school.teachers = 30.5 is not a whole number; allowed is 4 to 500 teachers",
        "shcool is not a table of a scenario; did you mean school?",
        "time.paperwork = '4' is not a number; allowed is 0 to 20 h/week",
        "time.planning = 99 is above 15; allowed is 0 to 15 h/week",
        "years = 400 is above 40; allowed is 1 to 40 years",
    ]
    assert str(raised.value).splitlines() == [f"{path}: {fault}" for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"time.planning": True}, "time.planning = true is not a number; allowed is 0 to 15 h/week"),
        ({"time.planning": np.bool_(False)}, "time.planning = false is not a number; allowed is 0 to 15 h/week"),
        ({"time.planning": "four"}, "time.planning = 'four' is not a number; allowed is 0 to 15 h/week"),
        ({"time.planning": "4"}, "time.planning = '4' is not a number; allowed is 0 to 15 h/week"),
        ({"time.planning": None}, "time.planning = nothing is not a number; allowed is 0 to 15 h/week"),
        ({"time.planning": [4]}, "time.planning = [4] is not a number; allowed is 0 to 15 h/week"),
        ({"time.planning": {"hours": 4}}, "time.planning = a table is not a number; allowed is 0 to 15 h/week"),
        ({"time.planning": float("nan")}, "time.planning = nan is not a number; allowed is 0 to 15 h/week"),
        ({"time.planning": float("inf")}, "time.planning = inf is not a number; allowed is 0 to 15 h/week"),
        ({"time.planning": float("-inf")}, "time.planning = -inf is not a number; allowed is 0 to 15 h/week"),
        ({"time.planning": -0.5}, "time.planning = -0.5 is below 0; allowed is 0 to 15 h/week"),
        ({"school.teachers": True}, "school.teachers = true is not a number; allowed is 4 to 500 teachers"),
        ({"school.teachers": 3}, "school.teachers = 3 is below 4; allowed is 4 to 500 teachers"),
        ({"school.teachers": float("nan")}, "school.teachers = nan is not a number; allowed is 4 to 500 teachers"),
        ({"goals.active": 2.5}, "goals.active = 2.5 is not a whole number; allowed is 1 to 6 goals"),
        ({"years": True}, "years = true is not a number; allowed is 1 to 40 years"),
        ({"years": 2.5}, "years = 2.5 is not a whole number; allowed is 1 to 40 years"),
        ({"time": 4}, "time is a table; name the field to change, such as time.planning"),
        ({"title": 4}, "title = 4 is not a text in quotes"),
        ({"story": ["a", "b"]}, "story = ['a', 'b'] is not a text in quotes"),
        ({"sources": "a book"}, 'sources = \'a book\' is not a list; write sources = ["...", "..."]'),
        ({"sources": ["a book", 1]}, "sources[2] = 1 is not a text in quotes"),
        ({"name": ""}, "name = '' is not a text of 1 to 80 characters in quotes"),
        ({"policies": "none"}, "policies = 'none' is not a list; begin each policy with a line [[policies]]"),
    ],
)
def test_a_wrong_value_is_told_in_one_sentence_with_what_is_allowed(change, sentence):
    assert faults_of(HOME.replace, change) == [sentence]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("time.planing", "time.planning"),
        ("network.outdegree", "network.out_degree"),
        ("adminstrator.openness", "administrator.openness"),
        ("populaton.openness", "population.openness"),
        ("time.plan", "time.planning"),
        ("administrator.planning", "time.planning"),
        ("planning", "time.planning"),
        ("poverty", "school.poverty"),
        ("yeras", "years"),
    ],
)
def test_a_wrong_name_gets_the_one_most_likely_meant(name, meant):
    assert faults_of(HOME.replace, {name: 1}) == [f"{name} is not a field of a scenario; did you mean {meant}?"]


def test_a_name_like_no_other_gets_told_where_all_are_listed():
    assert faults_of(HOME.replace, {"school.x": 1}) == [
        "school.x is not a field of a scenario; `uv run run.py scenarios show baseline` lists every field"
    ]


def test_a_number_where_a_table_belongs_is_told_how_to_write_the_table():
    assert faults_of(Scenario.from_dict, {"school": 3}) == [
        "school = 3 is not a table; write [school] with a line for each field"
    ]
    assert faults_of(Scenario.from_dict, [1]) == ["a scenario is a table of fields, and [1] is not"]


def test_asking_for_a_field_that_does_not_exist_is_told_like_setting_it():
    assert HOME.get("time.planning") == HOME.time.planning
    assert faults_of(HOME.get, "time.planing") == ["time.planing is not a field of a scenario; did you mean time.planning?"]


@pytest.mark.parametrize("number", [4, 4.0, np.float64(4.0), np.float32(4.0), np.int64(4)])
def test_numbers_of_every_kind_are_numbers(number):
    """Sweeps hand over NumPy's numbers, a person writes 4 where 4.0 is meant."""
    assert HOME.replace({"time.planning": number}).time.planning == 4.0
    assert HOME.replace({"school.teachers": number * 5}).school.teachers == 20


# ---------------------------------------------------------------- changing


def test_replace_makes_a_new_scenario_and_leaves_the_old_one_alone():
    before = HOME.to_dict()
    other = HOME.replace({"administrator.openness": 0.9, "years": 12, "name": "other"})
    assert (other.administrator.openness, other.years, other.name) == (0.9, 12, "other")
    assert HOME.to_dict() == before
    assert set(other.differences(HOME)) == {"administrator.openness", "years"}
    assert HOME.replace({}) == HOME


def test_faulty_names_in_replace_are_all_told():
    assert len(faults_of(HOME.replace, {"time.planing": 1, "shcool.poverty": 1, "school": 1})) == 3


def test_a_scenario_is_frozen_down_to_its_fields():
    with pytest.raises(ValidationError):
        HOME.years = 3
    with pytest.raises(ValidationError):
        HOME.time.planning = 3.0


ANY_PARAMETER = st.sampled_from(sorted(parameters()))


def inside(name):
    """Any value that a parameter may have."""
    low, high = bounds(parameters()[name])
    return st.integers(int(low), int(high)) if parameters()[name].annotation is int else st.floats(low, high)


@settings(max_examples=150, deadline=None)
@given(st.data(), ANY_PARAMETER)
def test_any_single_field_may_take_any_value_inside_its_bounds(data, name):
    value = data.draw(inside(name))
    scenario = HOME.replace({name: value})
    assert scenario.get(name) == value
    assert set(scenario.differences(HOME)) <= {name}
    assert Scenario.from_dict(scenario.to_dict()) == scenario


@settings(max_examples=150, deadline=None)
@given(st.data(), ANY_PARAMETER, st.booleans())
def test_any_value_out_of_bounds_is_refused_with_a_sentence_that_names_field_value_and_bounds(data, name, above):
    low, high = bounds(parameters()[name])
    whole = parameters()[name].annotation is int
    beyond = st.integers(1, 10**6) if whole else st.floats(1e-6, 1e6)
    value = high + data.draw(beyond) if above else low - data.draw(beyond)
    assume(not low <= value <= high)
    side = f"above {high:g}" if above else f"below {low:g}"
    unit = describe(name)["unit"]
    assert faults_of(HOME.replace, {name: value}) == [f"{name} = {value} is {side}; allowed is {low:g} to {high:g} {unit}"]


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from([name for name in sorted(parameters()) if len(name.rpartition(".")[2]) >= 6]))
def test_a_letter_left_out_of_a_field_s_name_is_put_back(data, name):
    start = name.rfind(".") + 1
    at = data.draw(st.integers(start, len(name) - 1))
    misspelt = name[:at] + name[at + 1 :]
    assume(misspelt not in known_names())
    assert faults_of(HOME.replace, {misspelt: 1}) == [f"{misspelt} is not a field of a scenario; did you mean {name}?"]


@settings(max_examples=30, deadline=None)
@given(st.data(), st.lists(ANY_PARAMETER, min_size=2, max_size=6, unique=True))
def test_any_choice_of_values_survives_the_way_through_tables_and_back(data, names):
    changes = {name: data.draw(inside(name)) for name in names}
    policy = Policy(name="reform", start=2, weeks=(3, 9), only="leaders", add={"time.planning": 1.0})
    scenario = HOME.replace(changes | {"policies": [policy], "sources": ["a book"]})
    again = Scenario.from_dict(json.loads(json.dumps(scenario.to_dict())))
    assert again == scenario
    assert again.differences(scenario) == {}


# ---------------------------------------------------------------- for editors


def test_the_json_schema_describes_every_parameter_with_unit_and_bounds():
    schema = json.loads(json_schema())
    groups = {
        name: schema["$defs"][part["$ref"].rpartition("/")[2]] for name, part in schema["properties"].items() if "$ref" in part
    }
    for name in parameters():
        table, _, field = name.rpartition(".")
        about = (groups[table] if table else schema)["properties"][field]
        declared = describe(name)
        assert about["unit"] == declared["unit"]
        assert (about["minimum"], about["maximum"]) == (declared["low"], declared["high"])
        assert about["description"] == declared["meaning"]
        kind = about.get("type") or about["anyOf"][0]["type"]  # a theory may be named as well
        assert kind == ("integer" if declared["integer"] else "number")
    assert schema["properties"]["base"]["default"] == BASELINE
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ({"time": {"planning": 4}, "base": "korea"}, True),
        ({"policies": [{"name": "reform", "start": 3, "set": {"time.planning": 4}}]}, True),
        ({"time": {"planing": 4}}, False),
        ({"time": {"planning": 99}}, False),
        ({"policies": [{"name": "reform", "only": "beginners"}]}, False),
    ],
)
def test_an_editor_with_the_json_schema_agrees_with_the_reader(text, valid):
    jsonschema = pytest.importorskip("jsonschema")
    assert jsonschema.Draft202012Validator(json.loads(json_schema())).is_valid(text) == valid


# ---------------------------------------------------------------- messages in general


def test_every_message_is_one_line_that_does_not_show_the_machinery(write):
    """Faults of many kinds: no class names, no braces of Python, no line breaks; each ends without a full stop."""
    text = """
years = []
name = 3
title = {}
policies = [3, {}, { name = "x", set = { a = [] } }]
[time]
planning = 1979-05-27
[tme]
x = 1
"""
    faults = faults_of(Scenario.load, write("mine.toml", text))
    assert len(faults) >= 8
    for fault in faults:
        assert "\n" not in fault
        assert not re.search(r"pydantic|NoneType|<class|\bdict\b|type=|Input should", fault), fault
        assert not fault.endswith(".")


def test_a_scenario_error_can_be_raised_for_nowhere_in_particular():
    assert str(ScenarioError(["one", "two"])) == "one\ntwo"
    assert str(ScenarioError(["one"], "mine.toml")) == "mine.toml: one"


def test_the_folder_of_shipped_scenarios_is_found_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (module.folder() / "baseline.toml").is_file()
    assert Scenario.load(BASELINE) == HOME


# ---------------------------------------------------------------- words for people


def test_every_parameter_has_a_name_of_its_own_in_a_few_words():
    """Levers, handouts and the narrator use it; two levers of one name could not be told apart."""
    labels = {name: field.title for name, field in parameters().items()}
    assert all(label and not NOT_WORDS.search(label) and len(label) <= 50 for label in labels.values()), labels
    assert len(set(labels.values())) == len(labels)


def test_the_words_of_a_parameter_are_its_name_and_its_meaning_and_say_nothing_twice():
    openness, duties, norm, coefficient = map(
        describe, ("administrator.openness", "roles.duties", "culture.egalitarian", "voice.gain")
    )
    assert openness["label"] + openness["more"] == f"openness of the administrator: {openness['meaning']}"
    assert (duties["label"], duties["more"]) == ("work that a role brings", "")
    assert norm["label"] + norm["more"] == norm["meaning"] == "norm against standing out among peers"
    assert (coefficient["label"], coefficient["more"]) == (
        "voice won by collaborating from the start",
        f": {coefficient['meaning']}",
    )


def test_a_parameter_cannot_be_declared_without_a_label():
    about = {"unit": "share", "low": 0.0, "high": 1.0, "source": assumed("a test")}
    with pytest.raises(TypeError, match="label"):
        parameter(0.5, **about)
    assert parameter(0.5, label="half of it", **about).description == "half of it"


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("0..1", "0 to 1"),
        ("h/week", "hours a week"),
        ("chance/year", "chance a year"),
        ("h per teacher", "hours per teacher"),
        ("chance", "chance"),
    ],
)
def test_units_are_read_out_in_words(unit, words):
    assert unit_in_words(unit) == words


def test_a_comma_before_decimals_is_answered_with_the_point():
    for made, field in (
        (Scenario.load("baseline").replace, "administrator.openness"),
        (Country.load("country_market").replace, "places.schools"),
    ):
        with pytest.raises(InputError, match=r"write decimals with a point, as in 0\.8"):
            made({field: "0,8"})
        with pytest.raises(InputError) as told:
            made({field: "much"})
        assert "decimals" not in str(told.value)
