"""What one browser may ask, what it is refused, and that nobody else notices."""

import shlex
import sys
import threading
import time

import numpy as np
import pytest

from simulation.cli import main
from simulation.core.vocabulary import COLLABORATION
from simulation.declare.outcomes import WEEKLY
from simulation.ensemble.simulate import simulate
from simulation.experiments.compare import compare
from simulation.experiments.sweep.run import sweep
from simulation.living.address import Identity
from simulation.pages.catalogue import catalogue
from simulation.parameters.scenario import parameters, shipped
from simulation.web.app import ensembles as studies
from simulation.web.app.session import Limits
from simulation.web.jobs import Cancelled, Job

from .conftest import ADDRESS, Asked

WEEKLY_NAMES = [column.name for column in WEEKLY]


def test_two_sessions_never_see_each_others_school(ask):
    other = Asked()
    ask("open", key="main", query=ADDRESS)
    other("open", key="main", query=f"{ADDRESS}&seed=9")
    ask("advance", key="main", weeks=30)
    assert other("advance", key="main")["week"] == 1
    ask("change", key="main", changes={"time.planning": 9})
    assert "time.planning" not in other("advance", key="main")["query"]
    other.session.close()
    assert ask("advance", key="main")["week"] == 31


def test_what_is_sent_frame_by_frame_adds_up_to_what_is_sent_at_once(ask):
    ask("open", key="main", query=ADDRESS)
    rows, log, ties = [], [], None
    for _ in range(20):
        frame = ask("advance", key="main", weeks=4)
        assert frame["rows"]["from"] == len(rows)
        rows += frame["rows"]["values"]
        log += frame["log"]["events"]
        ties = frame.get("ties", ties)
    at_once = ask("open", key="main", query=f"{ADDRESS}&week=80")
    assert at_once["rows"]["values"] == rows
    assert at_once["log"]["events"] == log
    assert at_once["ties"] == ties


@pytest.mark.parametrize("week", [36, 360])
def test_the_frame_of_a_years_end_agrees_with_its_tile(ask, week):
    """In a school that collaborates, at the end of the first year and of the run: nobody has new goals yet."""
    at_once = ask("open", key="main", query=f"scenario=shared_leadership&week={week}")
    ask("open", key="main", query=f"scenario=shared_leadership&week={week - 1}")
    for frame in (at_once, ask("advance", key="main"), ask("seek", key="main", week=20) and ask("seek", key="main", week=week)):
        assert frame["week"] == week
        tile = ask.session.shown["main"].living.recorded.weeks[week - 1][WEEKLY_NAMES.index("share_collaboration")]
        here = np.array(frame["forms"]) >= 0
        active = np.array([goal[0] for goal in frame["goals"]]) == 1
        forms = np.array(frame["goal_forms"])[active][:, here]
        assert (forms == COLLABORATION).mean() == pytest.approx(tile) and tile > 0.1
        assert np.array_equal(np.array(frame["forms"])[here], forms.max(axis=0))
        assert (forms != 0).any(axis=0).mean() > 0.5  # most do something together


def test_both_schools_of_a_comparison_are_seen_at_their_years_end(ask):
    for key, scenario in (("a", "contrived_collegiality"), ("b", "shared_leadership")):
        ask("open", key=key, query=f"scenario={scenario}")
    a, b = (ask("advance", key=key, weeks=36)["forms"] for key in "ab")
    assert b.count(COLLABORATION) > a.count(COLLABORATION)
    assert b.count(0) < 16


def test_a_years_end_restored_from_its_address_goes_on_into_the_new_year(ask):
    ask("open", key="main", query=f"{ADDRESS}&week=36")
    restored = ask("advance", key="main")
    ask("open", key="main", query=ADDRESS)
    played = ask("advance", key="main", weeks=37)
    for what in ("week", "forms", "exhaustion", "goals", "administrator", "query"):
        assert restored[what] == played[what]
    assert restored["log"]["events"] == [e for e in played["log"]["events"] if e[0] + e[4] == 37]


def test_an_address_restores_the_school_to_the_week(ask):
    ask("open", key="main", query=f"{ADDRESS}&seed=4&school=3")
    ask("advance", key="main", weeks=20)
    ask("change", key="main", changes={"administrator.openness": 0.9})
    played = ask("advance", key="main", weeks=25)
    other = Asked()
    restored = other("open", key="main", query=played["query"])
    for what in ("week", "forms", "exhaustion", "standing", "goals", "query"):
        assert restored[what] == played[what]


def test_a_lever_that_holds_from_the_first_day_starts_the_run_again(ask):
    ask("open", key="main", query=ADDRESS)
    ask("advance", key="main", weeks=20)
    frame = ask("change", key="main", changes={"school.teachers": 15})
    assert frame["week"] == 0
    assert len(frame["forms"]) == 15


def test_a_fault_says_what_is_wrong_and_the_school_lives_on(ask):
    ask("open", key="main", query=ADDRESS)
    ask("advance", key="main", weeks=5)
    assert "out of range" in ask.fault("change", key="main", changes={"time.planning": 99})
    assert "did you mean time.planning" in ask.fault("change", key="main", changes={"time.planing": 1})
    assert ask("advance", key="main")["week"] == 6


def test_a_failure_shows_seed_and_settings(ask, monkeypatch):
    ask("open", key="main", query=f"{ADDRESS}&seed=77")

    def broken(*_):
        raise ZeroDivisionError("no reason")

    monkeypatch.setattr(ask.session.shown["main"].living, "go_to", broken)
    said = ask.fault("advance", key="main")
    assert "seed=77" in said and "school.teachers:12" in said and "still be used" in said
    monkeypatch.undo()
    assert ask("advance", key="main")["week"] == 1


def test_nothing_but_questions_can_be_asked(ask):
    for name in ("close", "_open", "push", "answer", "__class__", "shown"):
        assert "does not know" in ask.fault(name)


def test_limits_are_said(ask):
    assert "more than one page may show" in ask.fault("open", key="main", query="set=school.teachers:500&set=years:40")
    ask("open", key="main", query=ADDRESS)
    assert "from 2 to 300" in ask.fault("band", key="main", job=1, runs=10**6)
    assert "from 2 to 1000" in ask.fault("compare", a=ADDRESS, b=ADDRESS, job=1, runs=10**6)
    big = "set=school.teachers:500&set=years:20"
    assert "million teacher-weeks" in ask.fault("compare", a=big, b=big, job=1, runs=1000)
    assert "million teacher-weeks" in ask.fault("compare", a=ADDRESS, b=big, job=1, runs=1000)
    axes = {"x": "school.teachers", "y": "time.planning", "steps": 33, "schools": 100, "job": 1}
    assert "million teacher-weeks" in ask.fault("explore", query=ADDRESS, **axes)
    assert "larger than 1 MB" in ask.fault("upload_scenario", text="x" * 1_000_001)
    assert "larger than 1 MB" in ask.fault("upload_school", files=[{"name": "r.csv", "content": "A" * 1_400_000}])
    for key in ("a", "b"):
        ask("open", key=key, query=ADDRESS)
    assert "at most 3 schools" in ask.fault("open", key="c", query=ADDRESS)


def test_a_full_server_says_so():
    first = Asked(Limits(sessions=10**6))
    late = Asked(Limits(sessions=1))
    assert "all this computer takes" in late.fault("catalogue")
    first.session.close()


def test_a_session_that_rests_is_put_away_and_comes_back_by_its_address(ask):
    query = ask("open", key="main", query=f"{ADDRESS}&week=9")["query"]
    assert not ask.session.put_away_if_idle(time.monotonic())
    assert ask.session.put_away_if_idle(time.monotonic() + 3601)
    assert ask.session.answer("advance", {"key": "main"}) == {"gone": True}
    assert ask("open", key="main", query=query)["week"] == 9


# ---------------------------------------------------------------- many schools


def test_a_comparison_in_pieces_is_the_comparison(ask):
    other = f"{ADDRESS}&set=time.planning:8"
    ask("compare", a=ADDRESS, b=other, job=3, runs=40)
    sent = ask.finish("compare")
    assert {content["job"] for content in sent} == {3}
    assert sent[-1]["done"]
    last = [content for content in sent if "effects" in content][-1]
    assert last["schools"] == 40
    effect = compare(Identity.from_query(ADDRESS).scenario_now(), Identity.from_query(other).scenario_now(), 40, 1)
    wanted = effect.table.set_index("outcome")
    for row in last["effects"]:
        for side in ("a", "b", "difference", "low", "high"):
            assert row[side] == pytest.approx(float(wanted.loc[row["outcome"], side]), abs=6e-6)
    assert last["sentences"]


def test_different_schools_are_not_compared(ask):
    ask("compare", a=ADDRESS, b="scenario=baseline&set=school.teachers:20&set=years:3", job=1, runs=4)
    assert "would not be the same schools" in ask.finish("compare")[-1]["fault"]


def test_a_block_that_is_being_simulated_is_given_up_between_two_schools(monkeypatch, small):
    job, asked = Job("explore", lambda job: None, lambda *_: None, 1), []
    monkeypatch.setattr(studies, "_BLOCK", 1)
    monkeypatch.setattr(studies, "simulate_block", lambda *what: (asked.append(what[2]), job.cancel(), [None])[-1])
    with pytest.raises(Cancelled):
        studies._schools(job, studies.Setting(small), 1, 0, 1000, "years")
    assert asked == [0]


def test_a_map_has_a_value_in_every_cell(ask):
    ask("explore", query=ADDRESS, x="time.planning", y="goals.active", job=1, steps=5, schools=3)
    sent = ask.finish("explore")
    cells = {(i, j): (means, halves) for content in sent for i, j, means, halves in content.get("cells", ())}
    axes = sent[0]
    assert set(cells) == {(i, j) for i in range(5) for j in range(5)}
    assert axes["ys"] == [1, 2, 4, 5, 6]  # goals are whole
    scenario = (
        Identity.from_query(ADDRESS).scenario_now().replace({"time.planning": axes["xs"][3], "goals.active": axes["ys"][1]})
    )
    years = simulate(scenario, 3, 1, workers=1).years
    last = years[years["year"] == 3]
    outcomes = [outcome["name"] for outcome in ask("catalogue")["outcomes"]]
    for name in ("exhaustion", "share_collaboration", "trust"):  # any of them can be shown without computing again
        mean, half = (numbers[outcomes.index(name)] for numbers in cells[3, 1])
        assert mean == pytest.approx(last[name].mean(), abs=1e-5)
        assert half == pytest.approx(4.302653 * last[name].std() / 3**0.5, abs=1e-5)  # t with two degrees of freedom


@pytest.mark.parametrize("more", ["&set=time.planning:3", "&at=20:time.paperwork:2"])
def test_the_copied_study_of_a_map_gives_its_numbers(ask, tmp_path, more):
    query = f"{ADDRESS}&set=administrator.openness:0.4{more}"
    what = {"query": query, "x": "time.planning", "y": "goals.active", "steps": 2, "schools": 2}
    ask("explore", job=1, **what)
    sent = ask.finish("explore")
    found = ask("explore_study", **what)
    assert found["command"].endswith("sweep map.toml")
    for name, text in found["files"]:
        (tmp_path / name).write_text(text, encoding="utf-8")
    points = sweep(tmp_path / "map.toml", tmp_path / "out", workers=1)
    at = [outcome["name"] for outcome in ask("catalogue")["outcomes"]].index("exhaustion")
    for i, j, means, _ in (cell for content in sent for cell in content.get("cells", ())):
        here = (points["time.planning"] == sent[0]["xs"][i]) & (points["goals.active"] == sent[0]["ys"][j])
        assert points.loc[here, "exhaustion"].mean() == pytest.approx(means[at], abs=1e-5)


def test_the_copied_command_of_a_comparison_is_the_comparison(ask, monkeypatch, tmp_path):
    a = f"{ADDRESS}&set=administrator.openness:0.4&at=20:time.paperwork:2&seed=7"
    b = "scenario=shared_leadership&set=school.teachers:12&set=years:3&set=time.planning:2"
    words = shlex.split(ask("compare_command", a=a, b=b, runs=5)["command"])
    asked = []
    monkeypatch.setattr("simulation.experiments.compare.compare", lambda *what, **_: asked.append(what) or sys.exit(0))
    assert main([*words[words.index("compare") :], "--out", str(tmp_path)]) == 0
    (first, second, runs, seed), *_ = asked
    assert (runs, seed) == (5, 7)
    assert first.differences(Identity.from_query(a).scenario_now()) == {}
    assert second.differences(Identity.from_query(b).scenario_now()) == {}


def test_a_band_holds_the_other_schools(ask, small):
    ask("open", key="main", query=f"{ADDRESS}&school=4")
    ask("band", key="main", job=1, runs=20)
    band = next(content["band"] for content in ask.finish("band-main") if "band" in content)
    weeks = simulate(small, 21, 1, record="weeks", workers=1).weeks
    others = weeks[weeks["run"] != 4].groupby(["year", "week"])["exhaustion"]
    assert np.allclose(band["exhaustion"][1], others.median().to_numpy(), atol=1e-3)
    assert len(band["exhaustion"][0]) == 108


def test_cancelling_stops_the_work(ask, monkeypatch):
    lived = []
    real = studies._cell

    def counting(*arguments):
        lived.append(1)
        return real(*arguments)

    monkeypatch.setattr(studies, "_cell", counting)
    ask(
        "explore",
        query="scenario=baseline",
        x="time.planning",
        y="time.paperwork",
        job=1,
        steps=33,
        schools=10,
    )
    job = ask.session.jobs["explore"]
    while len(lived) < 4:
        time.sleep(0.01)
    ask("cancel", job="explore")
    job.thread.join(10)
    assert not job.thread.is_alive()
    done = len(lived)
    time.sleep(0.3)
    assert len(lived) <= done + 1 < 33 * 33
    assert not any("done" in content for _, content in ask.news)


def test_closing_a_session_stops_its_work(ask):
    ask("compare", a="scenario=baseline", b="scenario=baseline", job=1, runs=1000)
    thread = ask.session.jobs["compare"].thread
    ask.session.close()
    thread.join(10)
    assert not thread.is_alive()
    assert not [t for t in threading.enumerate() if t.name == "job-compare"]


# ---------------------------------------------------------------- the catalogue


def test_every_lever_of_the_situation_is_offered_with_its_declaration():
    levers = {lever["name"]: lever for group in catalogue()["groups"] for lever in group["levers"]}
    assert {"years", "school.teachers", "administrator.openness", "population.size"} <= set(levers)
    for name, lever in levers.items():
        about = parameters()[name]
        assert lever["help"] == about.description
        assert lever["low"] < lever["high"] and lever["source"] and lever["unit"]
        assert lever["live"] == about.json_schema_extra["dated"]


def test_every_shipped_scenario_is_offered():
    assert [s["name"] for s in catalogue()["scenarios"]] == shipped()


# ---------------------------------------------------------------- moments


def test_levers_have_the_values_that_are_in_force_at_the_moment_looked_at(ask):
    first = ask("open", key="main", query=f"{ADDRESS}&set=time.paperwork:7&at=29:time.planning:5&at=39:time.planning:8&week=60")
    assert first["levers"]["values"]["time.planning"] == 8 and "time.planning" in first["levers"]["changed"]
    for week, planning, moved in ((5, 1.0, False), (29, 5.0, True), (39, 8.0, True), (0, 1.0, False)):
        levers = ask("seek", key="main", week=week)["levers"]
        assert levers["values"]["time.planning"] == planning
        assert {"time.planning", "time.paperwork"} & {*levers["changed"]} == {
            "time.paperwork",
            *(["time.planning"] if moved else ()),
        }
    assert "levers" not in ask("advance", key="main")  # nothing has changed
    frame = ask("open", key="main", query="scenario=shared_leadership&set=school.teachers:8")
    dated = ask.session.shown["main"].living.first_day.policies
    assert frame["levers"]["policies"] == [p.name for p in dated if p.covers(1, 1)]


def test_what_is_known_is_sent_once_whichever_moment_is_looked_at(ask):
    whole = ask("open", key="main", query=f"{ADDRESS}&week=80")
    back = ask("seek", key="main", week=10)
    assert back["rows"]["values"] == back["log"]["events"] == []
    on = ask("seek", key="main", week=90)
    assert on["rows"]["from"] == 80 and len(on["rows"]["values"]) == 10
    assert {e[0] + e[4] for e in on["log"]["events"]} <= set(range(81, 91))
    again = ask("open", key="main", query=f"{ADDRESS}&week=90")
    assert again["log"]["events"] == whole["log"]["events"] + on["log"]["events"]


def test_the_summer_is_a_moment_that_an_address_restores(ask):
    ask("open", key="main", query=f"{ADDRESS}&week=36")
    summer = ask("seek", key="main", week=36, summer=True)
    assert summer["query"].endswith("week=36&set=school.teachers:12&set=years:3&summer=1")
    assert set(summer["forms"]) <= {-1, -2} and summer["summer"]["left"]
    assert {e[4] for e in summer["log"]["events"]} == {True}
    restored = Asked()
    there = restored("open", key="main", query=summer["query"])
    for what in ("week", "forms", "goals", "summer", "exhaustion"):
        assert there[what] == summer[what]
    assert [p["post"] for p in restored("staff", key="main")["people"]] == [k for k, f in enumerate(there["forms"]) if f != -1]
    restored.session.close()
    assert "summer" not in ask("advance", key="main")
