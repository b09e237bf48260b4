"""What an ensemble is made of, in a word."""


def one_each(real: object) -> str:
    """`schools`, or `runs` where all are one real school, or several that are pooled. real : what is known of it, or nothing"""
    return "runs" if real else "schools"
