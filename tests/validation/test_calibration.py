"""Calibration: the method on problems with known answers, and one tiny study of the model itself."""

import ast
import json
import re
import shutil

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.declare.parameter import bounds
from simulation.parameters.scenario import InputError, parameters
from simulation.results.place import ResultsError
from simulation.validation.calibration import apply, evidence, newton, posterior, search, study
from simulation.validation.calibration.choose import choose, most_telling
from simulation.validation.calibration.crossvalidate import crossvalidate
from simulation.validation.calibration.evidence import WEIGHTS, claim_of
from simulation.validation.calibration.folder import StudyFolder, identity
from simulation.validation.calibration.newton import Found, damped_step, gauss_newton
from simulation.validation.calibration.objective import CAP, FAR, Objective, distance, residuals, scales
from simulation.validation.calibration.optimise import sample
from simulation.validation.calibration.posterior import draw_proposals, plausible
from simulation.validation.calibration.ranges import AMOUNTS, Cube, calibrated_names, free_ranges, range_of
from simulation.validation.calibration.recover import recover
from simulation.validation.calibration.screen import screen_points
from simulation.validation.calibration.study import calibrate, steps_asked, world_of
from simulation.validation.effects import EXPERIMENTS
from simulation.validation.effects.policies import OUTCOMES, STRONGEST
from simulation.validation.laboratory import VariedLaboratory, unless_set
from simulation.validation.targets import TARGETS

from ..together import each

FOUR = ("choice.cost", "choice.norm", "choice.trust", "survey.stress")


class LinearModel(Objective):
    """Answers that are linear in the coordinates: `weights` (n_targets, n_parameters), the evidence met at `truth`."""

    def __init__(self, folder, weights=None, truth=None, names=FOUR, bend=0.0):
        cube = Cube(names)
        super().__init__(cube, StudyFolder(folder, identity(cube, 4, 1)), runs=4, seed=1, workers=2)
        self.claims = self.claims[:6]
        rng = np.random.default_rng(8)
        self.truth = np.full(len(names), 0.5) if truth is None else np.array(truth)
        self.weights = rng.normal(0.0, 4.0, (6, len(names))) if weights is None else weights
        self.bend, self.asked = bend, []

    def sampling_error(self, point):
        return np.zeros(len(self.claims))

    def answer(self, point, seed=None):
        self.asked.append(point)
        off = point - self.truth
        value, below, above = scales(self.claims)
        miss = self.weights @ (off + self.bend * off**2)
        return value + miss * np.where(miss < 0, below, above)


@pytest.fixture
def linear(tmp_path):
    return LinearModel(tmp_path / "study", truth=[0.3, 0.6, 0.5, 0.8])


# ---------------------------------------------------------------- what may be moved


def test_everything_that_is_calibrated_may_be_moved_and_nothing_else():
    assert set(calibrated_names()) == {n for n, f in parameters().items() if f.json_schema_extra["source"].startswith("calib")}
    assert len(calibrated_names()) > 100
    with pytest.raises(InputError, match=r"school\.poverty is not a calibrated parameter"):
        free_ranges(["school.poverty"])


@each("name", calibrated_names())
def test_a_range_lies_within_the_declared_bounds_around_the_default(name):
    r = range_of(name)
    low, high = bounds(parameters()[name])
    assert low <= r.low < r.high <= high
    assert r.low <= r.default <= r.high
    if name not in AMOUNTS:  # the sign of a mechanism is theory
        assert r.low * r.high >= 0.0
        assert r.default == 0.0 or r.low * r.default > 0.0


def test_forms_of_joint_work_keep_their_order_of_cost():
    three = [range_of(f"hours.{form}") for form in ("coordination", "cooperation", "collaboration")]
    assert three[0].high < three[1].low
    assert three[1].high < three[2].low


def test_colleagues_always_teach_something_and_orders_build_less_trust_than_success():
    assert range_of("learning.peers").low > 0
    cube = Cube(["ties.success", "learning.peers"])
    for u in (0.0, 0.5, 1.0):
        values = cube.values(np.array([u, u]))
        assert values["ties.mandated"] <= 0.3 * values["ties.success"] + 1e-12


def test_a_point_and_its_values_are_the_same_thing():
    cube = Cube()
    point = np.random.default_rng(3).random(len(cube.names))
    np.testing.assert_allclose(cube.point(cube.values(point)), point, atol=1e-9)
    at_default = cube.values(cube.defaults)
    for name in cube.names:
        assert at_default[name] == pytest.approx(parameters()[name].default), name


# ---------------------------------------------------------------- how far from the evidence


def test_a_miss_of_one_is_the_edge_of_the_band():
    t = claim_of(next(t for t in TARGETS if t.id == "T024"))
    value, low, high = t.bounds
    found = residuals(np.array([[value], [low], [high], [high + 100.0], [np.nan]]), (t,))[:, 0]
    np.testing.assert_allclose(found, [0.0, -1.0, 1.0, FAR, CAP])
    assert distance(residuals(np.array([low]), (t,))) == pytest.approx(1.0)
    assert distance(found[3:4]) == CAP**2  # a hopeless target counts no more than this


def test_a_value_at_the_edge_of_its_band_has_room_for_chance_beyond_it():
    t = claim_of(next(t for t in TARGETS if t.id == "T063"))
    _, below, above = (of[0] for of in scales((t,)))
    assert below > t.bounds[0] - t.bounds[1]
    assert above == pytest.approx(t.bounds[2] - t.bounds[0])


def test_a_ceiling_says_nothing_of_what_is_far_below_it_and_an_unsure_effect_counts_less():
    ceiling = claim_of(next(e for e in EXPERIMENTS.values() if e.ceiling and e.row.confidence == "high"))
    _, low, high = ceiling.bounds
    assert low == -high
    found = residuals(np.array([[0.0], [0.5 * high], [-0.5 * high], [high], [low]]), (ceiling,))[:, 0]
    np.testing.assert_allclose(found, [0.0, 0.0, 0.0, 1.0, -1.0])
    unsure = claim_of(next(e for e in EXPERIMENTS.values() if e.row.confidence == "low" and e.ask and not e.ceiling))
    off = residuals(np.array([unsure.bounds[2]]), (unsure,))
    assert 0.0 <= off[0] <= WEIGHTS["low"] + 1e-9


# ---------------------------------------------------------------- the steps


def test_a_fit_asks_for_effects_in_the_world_that_it_is_given(tmp_path, monkeypatch):
    one = EXPERIMENTS["E07"]
    monkeypatch.setattr("simulation.validation.calibration.objective.fitted_effects", lambda: (one,))
    monkeypatch.setattr("simulation.validation.calibration.objective.observe", lambda *_, **__: None)
    monkeypatch.setattr("simulation.validation.calibration.objective.fitted_ceilings", tuple)
    monkeypatch.setattr("simulation.validation.calibration.objective.measure", lambda *_: np.zeros(0))
    world = world_of(sim.Scenario.load("baseline").replace({"learning.usual": 0.0, "choice.cost": 0.9}))
    assert world == {"learning.usual": 0.0, "choice.cost": 0.9}
    cube = Cube(("choice.cost", "growth.base"), world)
    assert cube.values(cube.defaults)["choice.cost"] == pytest.approx(0.9)
    objective = Objective(cube, StudyFolder(tmp_path / "s", {"study": "x"}), runs=4, seed=3, effort=0.05)
    point = np.array([0.9, 0.5])
    lab = VariedLaboratory(3, 0.05, beneath=unless_set(cube.values(point)))
    assert objective.answer(point) == [one.ask(lab)[0]]
    assert objective.answer(point) != [one.ask(VariedLaboratory(3, 0.05, beneath=unless_set(cube.values(1.0 - point))))[0]]
    assert world_of("second_structure")["learning.usual"] != world["learning.usual"]
    with pytest.raises(InputError, match="has policies, and a fit has none of its own"):
        world_of("four_hours_for_teams")


def test_what_tells_which_parameters_to_fit_is_kept_beside_the_study_and_never_in_its_way(tmp_path, monkeypatch):
    def chosen(among, number):
        among.folder.write_json("looked", {})
        return tuple(among.cube.names[:number])

    monkeypatch.setattr(study, "choose", chosen)
    monkeypatch.setattr(study, "screen", lambda objective, points: pd.DataFrame())
    for _ in range(2):  # the second call goes on with both folders
        assert len(calibrate(tmp_path / "fit", number=3, runs=4, steps=()).objective.cube.names) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fit", "fit-candidates"]


def test_a_longer_screen_continues_a_shorter_one():
    start = np.full(5, 0.5)
    short, long = (screen_points(start, n, seed=2) for n in (6, 20))
    np.testing.assert_array_equal(long[:6], short)
    np.testing.assert_array_equal(long[0], start)
    assert ((long >= 0) & (long <= 1)).all()
    assert np.abs(long[1::2] - start).max() <= 0.1 + 1e-9


def test_what_was_simulated_is_not_simulated_again(tmp_path):
    points = np.random.default_rng(1).random((5, 4))
    first = LinearModel(tmp_path / "s")
    answers = first.answers("some", points[:3], "x")
    second = LinearModel(tmp_path / "s")
    more = second.answers("some", points, "x")
    assert (len(first.asked), len(second.asked)) == (3, 2)
    np.testing.assert_array_equal(more[:3], answers)
    other = second.answers("some", points[::-1], "x")
    np.testing.assert_array_equal(other, more[::-1])


def test_gauss_newton_solves_a_linear_problem(linear):
    found = gauss_newton(linear, linear.cube.defaults, 6)
    np.testing.assert_allclose(found.point, linear.truth, atol=0.02)
    assert found.path[-1] < 1e-2 * found.path[0]
    assert list(found.path) == sorted(found.path, reverse=True)
    np.testing.assert_allclose(found.jacobian, linear.weights, atol=1e-6)


def test_parameters_are_chosen_that_say_most_together_and_not_twice_the_same():
    slope = np.array([[3.0, 2.9, 0.0, 0.1], [0.0, 0.3, 1.0, 0.0], [0.0, 0.0, 0.2, 0.1]])
    assert most_telling(slope, np.zeros(3), 2) == {0, 2}  # the second says what the first does
    assert most_telling(slope, np.array([60.0, 0.0, 0.0]), 1) == {2}  # what is missed by far counts no more for it
    assert most_telling(slope, np.zeros(3), 9) == {0, 1, 2, 3}


def test_a_fit_of_a_few_parameters_says_which(linear):
    linear.weights[:, 1] = 0.9 * linear.weights[:, 0]
    assert choose(linear, 3) == tuple(name for name in FOUR if name != FOUR[1])


def test_a_damped_step_stays_in_the_cube_and_shrinks_with_damping():
    slope = np.array([[3.0, 0.0], [0.0, 1e-3]])
    residual, point = np.array([2.0, 1.0]), np.array([0.1, 0.5])
    bold, cautious = (damped_step(slope, residual, point, d) for d in (0.01, 100.0))
    assert -0.1 - 1e-9 <= bold[0] < cautious[0] < 0.0
    assert abs(bold[1]) < 0.2  # the targets do not speak about it, so it stays


def test_the_sampler_proposes_the_same_sets_whether_stopped_or_not(tmp_path):
    starts = [np.full(4, 0.5), np.full(4, 0.2)]
    whole = LinearModel(tmp_path / "whole")
    at_once = sample(whole, starts, 12)
    sample(LinearModel(tmp_path / "parts"), starts, 4)
    in_two = sample(LinearModel(tmp_path / "parts"), starts, 12)
    np.testing.assert_allclose([p for p, _ in in_two], [p for p, _ in at_once])
    np.testing.assert_allclose(at_once[0][0], starts[0])
    assert min(d for _, d in at_once) <= at_once[0][1]


def test_proposals_follow_the_evidence_where_it_speaks_and_the_prior_where_it_does_not():
    """One coordinate is measured with precision 4 s^2, the other not at all: a normal of SD 1 / (2 s), and a uniform one."""
    slope = np.array([[20.0, 0.0]])
    points = draw_proposals(slope, np.array([0.5, 0.5]), 1.0, 4000, np.random.default_rng(5))
    assert ((points >= 0) & (points <= 1)).all()
    assert points[:, 0].std() == pytest.approx(1 / 40, rel=0.05)
    assert points[:, 1].std() == pytest.approx(12**-0.5, rel=0.05)
    narrow = draw_proposals(slope, np.array([0.5, 0.5]), 0.2, 4000, np.random.default_rng(5))
    assert narrow[:, 1].std() == pytest.approx(0.2 * 12**-0.5, rel=0.05)


def test_correlated_directions_are_drawn_as_the_normal_distribution_has_them():
    slope = np.array([[10.0, 8.0], [8.0, 10.0]])
    points = draw_proposals(slope, np.array([0.5, 0.5]), 1.0, 6000, np.random.default_rng(6))
    expected = np.linalg.inv(4 * slope.T @ slope)
    np.testing.assert_allclose(np.cov(points.T), expected, rtol=0.15)


def test_a_set_is_ruled_out_when_it_misses_more_than_a_few_targets_that_the_best_set_meets():
    best = np.array([5.0] + [0.0] * 19)
    fine, one, two = np.zeros(20), np.zeros(20), np.zeros(20)
    one[:2], two[:3] = 4.0, 4.0
    np.testing.assert_array_equal(plausible(np.array([fine, one, two]), best), [True, True, False])


def test_kept_sets_lie_around_the_truth(linear):
    found = gauss_newton(linear, linear.cube.defaults, 6)
    sets = posterior.posterior(linear, found, 60)
    assert len(sets.points) == 60
    np.testing.assert_array_equal(sets.points[0], found.point)
    assert plausible(linear.residuals(sets.answers), linear.residuals(found.answers)).all()
    assert np.abs(sets.points.mean(axis=0) - linear.truth).max() < 0.1
    assert 0 < sets.acceptance <= 1


def test_a_known_set_is_recovered_where_answers_determine_it(linear):
    found = gauss_newton(linear, linear.cube.defaults, 6)
    recovery = recover(linear, found, 0.5)
    assert recovery.errors.mean() < 0.3  # a guess is wrong by 0.8
    assert (recovery.after < 0.05 * recovery.before).all()


def test_a_bent_model_is_recovered_although_its_jacobian_changes(tmp_path):
    bent = LinearModel(tmp_path / "s", truth=[0.45, 0.5, 0.55, 0.5], bend=0.4)
    found = gauss_newton(bent, bent.cube.defaults, 6)
    recovery = recover(bent, found, 0.5)
    assert recovery.errors.mean() < 0.3


def test_a_group_that_another_speaks_for_is_predicted_and_what_stands_alone_is_not(tmp_path):
    """Two groups: the second is a single target, of a parameter that the first group knows, too; the others it alone knows."""
    weights = np.array([[9, 0, 0, 0], [0, 9, 0, 0], [0, 0, 9, 0], [0, 0, 0, 9], [0, 0, 0, 9], [9, 0, 0, 0.0]])
    model = LinearModel(tmp_path / "s", weights=weights, truth=[0.5, 0.5, 0.5, 0.5])
    found = gauss_newton(model, model.cube.defaults, 6)
    first, second = crossvalidate(model, found, 0.5)
    assert len(first.ids) == 5 and len(second.ids) == 1
    assert np.abs(second.fitted).max() < 0.1
    assert np.abs(second.predicted).max() < 0.2 * np.abs(second.unknowing).max()
    np.testing.assert_allclose(first.predicted[:, 1:], first.unknowing[:, 1:], atol=0.01)
    assert np.abs(first.predicted[:, 0]).max() < 0.2 * np.abs(first.unknowing[:, 0]).max()


def test_sampling_error_is_not_fitted(tmp_path):
    class Lucky(LinearModel):
        def sampling_error(self, point):
            _, below, above = scales(self.claims)
            return np.array([0, 0, 0, 0, 0, 100.0]) * (below + above)

    weights = np.diag([9.0, 9, 9, 9, 9, 9])[:, :4] + np.array([[0, 0, 0, 0]] * 5 + [[9.0, 0, 0, 0]])
    model = Lucky(tmp_path / "s", weights=weights, truth=[0.5, 0.5, 0.5, 0.5])
    found = gauss_newton(model, model.cube.defaults, 6)
    counts = search.weights(model, found)
    np.testing.assert_allclose(counts[:5], posterior.BAND_IN_SDS)
    assert counts[5] < 0.01
    value = np.array([target.bounds[0] for target in model.claims])
    off = np.where(np.arange(6) == 5, 3.0 * scales(model.claims)[2], 0.0)  # the lucky target alone asks for something else
    end = search.search(model, found.jacobian, found.point, found.answers, counts, 0.3, name="one", values=value + off)
    np.testing.assert_allclose(end.point, found.point, atol=0.01)


# ---------------------------------------------------------------- the folder


def test_a_folder_of_another_study_is_refused_in_one_sentence(tmp_path):
    cube = Cube(FOUR)
    StudyFolder(tmp_path / "a", identity(cube, 8, 1))
    StudyFolder(tmp_path / "a", identity(cube, 8, 1))  # the same one again is welcome
    for other, word in (((cube, 8, 2), "seed"), ((cube, 9, 1), "number of schools"), ((Cube(FOUR[:2]), 8, 1), "parameters")):
        with pytest.raises(ResultsError, match=word):
            StudyFolder(tmp_path / "a", identity(*other))


def test_a_folder_of_another_version_of_the_model_is_refused(tmp_path):
    asked = identity(Cube(FOUR), 8, 1)
    StudyFolder(tmp_path / "a", asked | {"digest": "older"})
    with pytest.raises(ResultsError, match="begun with another version of the model"):
        StudyFolder(tmp_path / "a", asked)


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    with pytest.raises(ResultsError, match="holds no study"):
        StudyFolder(tmp_path / "mine", identity(Cube(FOUR), 8, 1))
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_steps_are_carried_out_in_their_order_and_unknown_ones_are_named():
    assert steps_asked("report, screen") == ("screen", "report")
    with pytest.raises(InputError, match=r"'fit' is not a step; steps are: screen, optimise"):
        steps_asked("fit")


# ---------------------------------------------------------------- a tiny study of the model itself

TINY = {"runs": 5, "points": 2, "trials": 2, "iterations": 1, "draws": 3, "names": ("survey.stress", "leaving.base")}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Two parameters, five schools: the whole way in a few seconds."""
    place = tmp_path_factory.mktemp("calibration") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(posterior, "PILOT", 6)
        patch.setattr(newton, "DAMPING", (1.0,))
        patch.setattr("simulation.validation.calibration.recover.TRUTHS", 1)
        patch.setattr("simulation.validation.calibration.search.STEPS", 1)
        patch.setattr("simulation.validation.calibration.crossvalidate.STARTS", 1)
        patch.setattr("simulation.validation.calibration.report.FRESH_SCHOOLS", 1)
        first = calibrate(place, **TINY)
        patch.setattr(Objective, "answer", lambda *_: pytest.fail("simulated again"))
        second = calibrate(place, **TINY, steps="recover,crossvalidate")
    return place, first, second


@pytest.mark.long
def test_a_study_gets_closer_to_the_evidence_and_says_so(tiny):
    place, first, _ = tiny
    assert first.found.path[-1] <= first.screened[1][0]
    report = (place / "report.md").read_text()
    for part in ("Distance by stage", "Targets", "What the evidence fixes", "Recovery of known sets", "Cross-validation"):
        assert f"\n## {part}\n" in report
    for name in ("distance", "targets", "identifiability", "recovery", "crossvalidation"):
        assert (place / "figures" / f"{name}.png").stat().st_size > 10_000
    for name, n_rows in (("parameters", 2), ("directions", 2), ("left_out", len(first.left_out))):
        assert len(pd.read_csv(place / f"{name}.csv")) == n_rows
    recovered = pd.read_csv(place / "recovery.csv").set_index("of")
    assert recovered.loc["all parameters", "number"] == 2
    assert recovered.loc["all parameters", "error"] == pytest.approx(first.recovery.errors.mean())


@pytest.mark.long
def test_a_second_call_simulates_nothing_and_finds_the_same(tiny):
    _, first, second = tiny
    np.testing.assert_array_equal(second.found.point, first.found.point)
    np.testing.assert_array_equal(second.sets.points, first.sets.points)
    np.testing.assert_array_equal(second.recovery.recovered, first.recovery.recovered)


@pytest.mark.long
def test_a_stopped_study_goes_on_where_it_stopped(tmp_path, monkeypatch):
    """Stopped in the screen after two of four sets, continued: the same as a study that was never stopped."""
    tiny = TINY | {"runs": 4, "points": 4, "steps": "screen", "workers": 1}
    whole = calibrate(tmp_path / "whole", **tiny)
    answer, calls = Objective.answer, []

    def stop(self, point, seed=None):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return answer(self, point, seed)

    monkeypatch.setattr("simulation.validation.calibration.objective.PORTION", 2)
    monkeypatch.setattr(Objective, "answer", stop)
    with pytest.raises(KeyboardInterrupt):
        calibrate(tmp_path / "parts", **tiny)
    before = len(calls)
    continued = calibrate(tmp_path / "parts", **tiny)
    np.testing.assert_array_equal(continued.screened[1], whole.screened[1])
    assert len(calls) - before == 2
    assert not list((tmp_path / "parts").glob(".*"))


@pytest.mark.long
def test_the_kept_sets_are_written_with_a_column_for_each_parameter(tiny):
    place, first, _ = tiny
    sets = pd.read_csv(place / "posterior.csv")
    assert list(sets.columns) == list(TINY["names"])
    assert len(sets) == len(first.sets.points)
    best = json.loads((place / "best.json").read_text())
    np.testing.assert_allclose(sets.iloc[0], [best[name] for name in TINY["names"]])


# ---------------------------------------------------------------- making it the default


def texts(folder):
    """Every file that applying a study could touch: place -> text."""
    files = [*folder.glob("*/*.py"), *folder.glob("*.csv")]
    return {str(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in files}


@pytest.mark.long
def test_applying_a_study_changes_defaults_and_nothing_else(tiny, tmp_path):
    place, _, _ = tiny
    copy = tmp_path / "parameters"
    shutil.copytree(apply.PARAMETERS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = texts(copy)
    (tmp_path / "best.json").write_text(json.dumps({"survey.stress": 0.12345, "leaving.base": -2.5}))
    shutil.copy(place / "posterior.csv", tmp_path)
    assert apply.apply(tmp_path, copy) == (2, len(pd.read_csv(place / "posterior.csv")))
    after = texts(copy)
    files = {name for name in before if before[name] != after[name]}
    assert files == {"behaviour/survey.py", "behaviour/leaving.py", "posterior.csv"}
    for name, value in (("behaviour/survey.py", "0.123"), ("behaviour/leaving.py", "-2.5")):
        lines = zip(before[name].splitlines(), after[name].splitlines(), strict=True)
        (changed,) = [there for here, there in lines if here != there]
        assert value in changed
        ast.parse(after[name])
    assert list(pd.read_csv(copy / "posterior.csv").columns) == list(TINY["names"])


def test_every_calibrated_default_can_be_found_in_its_file():
    for name in calibrated_names():
        group, _, field = name.partition(".")
        source = (apply.PARAMETERS / apply.file_of(group)).read_text(encoding="utf-8")
        same = apply.with_defaults(source, {field: float(parameters()[name].default)})
        for a, b in zip(source.splitlines(), same.splitlines(), strict=True):
            assert a == b or [float(w) for w in _numbers(a)] == pytest.approx([float(w) for w in _numbers(b)], rel=6e-3)


@pytest.mark.long
@pytest.mark.parametrize("name", ["years", "survey.mood", "mood.survey", "mechanisms.voice"])
def test_a_number_that_no_group_declares_is_refused_and_nothing_is_written(name, tiny, tmp_path):
    copy = tmp_path / "parameters"
    shutil.copytree(apply.PARAMETERS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = texts(copy)
    (tmp_path / "best.json").write_text(json.dumps({"survey.stress": 0.5, name: 0.5}))
    shutil.copy(tiny[0] / "posterior.csv", tmp_path)
    with pytest.raises(InputError, match="default"):
        apply.apply(tmp_path, copy)
    assert texts(copy) == before


def _numbers(line):
    return re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", line)


def test_a_folder_without_a_finished_study_changes_nothing(tmp_path):
    before = texts(apply.PARAMETERS)
    with pytest.raises(InputError, match="holds no finished calibration"):
        apply.apply(tmp_path)
    assert texts(apply.PARAMETERS) == before


def test_the_report_says_which_directions_the_evidence_is_silent_about(linear):
    from simulation.validation.calibration.report import directions

    weights = np.zeros((6, 4))
    weights[0, 1] = 10.0
    found = Found(linear.truth, np.zeros(6), weights, (1.0,))
    values, along = directions(linear, found)
    assert values[0] == pytest.approx(10.0 / 12**0.5)
    assert (values[1:] < 1).all()
    assert abs(along[1, 0]) == pytest.approx(1.0)
    assert study.STEPS[-1] == "report"


def test_a_corrected_jacobian_says_of_the_best_step_what_it_brought():
    slope, point, residual = np.zeros((3, 2)), np.array([0.5, 0.5]), np.array([1.0, -2.0, 0.5])
    there, found = np.array([[0.7, 0.5], [0.6, 0.8]]), np.array([[3.0, 1.0, 1.0], [0.5, -1.0, 0.0]])
    corrected = newton.corrected(slope, point, residual, there, found)
    np.testing.assert_allclose(residual + corrected @ (there[1] - point), found[1], atol=1e-12)
    assert (slope == 0.0).all()


def test_what_strong_policies_do_counts_nothing_well_below_their_ceilings_and_the_same_on_either_side():
    claims = evidence.fitted_ceilings()
    assert len(claims) == len(STRONGEST) * len(OUTCOMES)
    assert {claim.kind for claim in claims} == {evidence.CEILING}
    within, at, beyond = (np.full(len(claims), part) for part in (0.5, 1.0, 2.0))
    assert (residuals(within, claims) == 0.0).all()
    np.testing.assert_allclose(residuals(at, claims), evidence.CEILING_WEIGHT)
    np.testing.assert_allclose(residuals(-beyond, claims), -residuals(beyond, claims))
    assert (residuals(beyond, claims) > residuals(at, claims)).all()
