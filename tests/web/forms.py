"""Whether what a server says has the form that is declared for it in web/protocol.py."""

import json
from functools import cache

from pydantic import TypeAdapter

_adapter = cache(TypeAdapter)


def has_form(form, value):
    """The value itself. Raises ValidationError unless it is ready for JSON and arrives there in this form."""
    _adapter(form).validate_json(json.dumps(value, allow_nan=False))
    return value
