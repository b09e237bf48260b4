"""The terms of the equations that move a teacher's states: their names in the code, and the words for people."""

#: State -> term -> what it is, in the order of the rules that return them.
TERM_WORDS = {
    "exhaustion": {
        "rest": "rest",
        "work": "everyday work with classes",
        "overload": "more hours than a week holds",
        "unvoiced": "joint hours without a say",
        "ambiguity": "an unclear role",
        "tension": "tension with colleagues",
        "pressure": "outside pressure without a say",
        "blocked": "joint work that got nowhere",
    },
    "self_efficacy": {
        "self": "lasting confidence in oneself",
        "mastery": "own success",
        "vicarious": "seeing colleagues succeed",
        "persuasion": "encouragement",
        "bodily": "tiredness",
        "doubt": "unclear orders and tension",
        "leading": "leading others",
        "lately": "something learnt lately",
    },
    "satisfaction": {
        "self": "being drawn back to what is usual",
        "influence": "having a say",
        "belonging": "belonging",
        "accomplishment": "accomplishment",
        "conditions": "support and materials",
        "workload": "the workload",
        "contrived": "joint time on others' orders",
    },
}

#: Terms that moved a person's states, summed over a year when explanation is asked for.
TERMS = {state: tuple(words) for state, words in TERM_WORDS.items()}


def term_name(state: str, term: str) -> str:
    """The column of a term in the table of teachers."""
    return f"{state}_from_{term}"


TERM_NAMES = tuple(term_name(state, term) for state, terms in TERMS.items() for term in terms)

#: What speaks for a form of action or against it, in the order of the rules of choice, and what it is. The first is the form's own.
CHOICE_WORDS = {
    "own": "what the form asks of anybody",
    "fit": "how well the goal fits classrooms",
    "respected": "respected colleagues at work on it",
    "need": "the need of colleagues in a poor school",
    "trust": "how far she trusts her colleagues",
    "disposition": "how much she likes to work with others",
    "culture": "what is usual in the school",
    "exhaustion": "exhaustion",
    "fatigue": "goals that were dropped before",
    "experience": "her experience with the form",
    "example": "what tied colleagues do",
    "orders": "orders",
    "voice": "the say she expects",
    "team": "evaluation as a team",
    "hours": "the hours it takes",
}
