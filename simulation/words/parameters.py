"""What parameters are called on axes, in tables and in sentences."""

from ..parameters.scenario import parameters


def parameter_label(name: str) -> str:
    """The declared label of a parameter; for one without, and for what is no parameter (a policy, a choice), its name in words."""
    field = parameters().get(name)
    return (field.title if field else None) or name.replace(".", ": ").replace("_", " ")
