"""What people are called: a name belongs to a person and never to whoever comes after.

Posts keep their number for a whole run, people their own (`person`, school/state.py). On the first day person i holds post i; whoever
is hired later has no name of his or her own, and is called after the post.
"""

from collections.abc import Sequence

from ..core.languages import say
from ..core.vocabulary import NO_PERSON

_NEW = "new in {before}'s post"


def first_names(n: int) -> list[str]:
    """What teachers are called of whom nobody told a name."""
    return [say("Teacher {number}", number=i + 1) for i in range(n)]


def name_of(first: Sequence[str], post: int, person: int) -> str:
    """What whoever holds a post is called.

    first : who held each post on the first day; post, person : as numbered in the run, NO_PERSON for a vacant post
    """
    if person == post:
        return first[post]
    return vacant_post(first[post]) if person == NO_PERSON else newcomer(first[post])


def newcomer(before: str) -> str:
    """Somebody who came to a post later. before : who held it on the first day"""
    return say(_NEW, before=before)


def vacant_post(before: str) -> str:
    """A post that nobody holds. before : who held it on the first day"""
    return say("{before}'s post", before=before)


def in_sentence(name: str) -> str:
    """A name as the subject of a sentence."""
    return say("the colleague {name}", name=name) if name.startswith(say(_NEW).partition("{")[0]) else name
