"""Free posts, who fills them, and who chooses."""

from hypothesis import given
from hypothesis import strategies as st

from simulation.rules.hiring import chance_of_vacancy, experience_brought, newcomer_disposition, share_of_novices

from .versions import compiled_and_plain, declared, levels, searched


@compiled_and_plain(chance_of_vacancy)
@searched
@given(base=declared("hiring.vacancy"), added=declared("hiring.poverty"), poverty=levels, more=levels)
def test_poor_schools_find_it_harder_to_fill_posts(chance_of_vacancy, base, added, poverty, more):
    poorer = poverty + more * (1.0 - poverty)
    assert chance_of_vacancy(base, added, 0.0) == base
    assert base <= chance_of_vacancy(base, added, poverty) <= chance_of_vacancy(base, added, poorer) <= 1.0


@compiled_and_plain(share_of_novices)
@searched
@given(base=declared("staff.novice_hires"), added=declared("hiring.novices"), poverty=levels, more=levels)
def test_poor_schools_hire_more_beginners(share_of_novices, base, added, poverty, more):
    poorer = poverty + more * (1.0 - poverty)
    assert share_of_novices(base, added, 0.5) == base
    assert 0.0 <= share_of_novices(base, added, poverty) <= share_of_novices(base, added, poorer) <= 1.0


@compiled_and_plain(newcomer_disposition)
@searched
@given(disposition=levels, fit=declared("hiring.fit"), voice=levels)
def test_newcomers_suit_a_school_better_where_teachers_choose_them(newcomer_disposition, disposition, fit, voice):
    assert newcomer_disposition(disposition, fit, 0.0) == disposition
    assert disposition <= newcomer_disposition(disposition, fit, voice) <= 1.0
    assert newcomer_disposition(disposition, fit, voice) <= newcomer_disposition(disposition, fit, 1.0)


@compiled_and_plain(experience_brought)
@searched
@given(u=st.floats(0.001, 0.999), most=declared("hiring.experienced"), early=declared("hiring.early"))
def test_hires_who_have_taught_before_bring_whole_years_from_one_to_the_most_and_fewer_where_the_young_move(
    experience_brought, u, most, early
):
    years = experience_brought(u, most, early)
    assert years == int(years)
    assert 1.0 <= years <= 1.0 + most
    assert experience_brought(u, most, early + 1.0) <= years
