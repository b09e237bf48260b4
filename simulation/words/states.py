"""States and what moves them, in the words that people read; their names in the code stand in state.py."""

#: What moves a state, in words. A term that is not listed here is called by its own name.
TERM_WORDS = {
    "exhaustion": {
        "rest": "rest",
        "work": "everyday work with classes",
        "overload": "more hours than a week holds",
        "unvoiced": "joint hours without a say",
        "ambiguity": "an unclear role",
        "tension": "tension with colleagues",
        "pressure": "outside pressure without a say",
    },
    "self_efficacy": {
        "self": "lasting confidence in oneself",
        "mastery": "own success",
        "vicarious": "seeing colleagues succeed",
        "persuasion": "encouragement",
        "bodily": "tiredness",
        "doubt": "unclear orders and tension",
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
STATE_WORDS = {"exhaustion": "exhaustion", "self_efficacy": "self-efficacy", "satisfaction": "job satisfaction"}
