"""The types of the page's JavaScript: web/protocol/ as TypeScript, made from the JSON Schema of its forms.

Only those parts of JSON Schema are known that the forms use; any other raises ValueError, so that no type can be made wrongly.

Renew the file with `python -m simulation.documents.protocol`.
"""

# mypy: disable-error-code="used-before-def"
# the checker does not see that a pattern defines its `rest` before the guard reads it

import json
from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from ..pages.files import KIT
from ..web import protocol
from ..web.protocol.base import Answer, News, Question

#: The file, which a test keeps current.
FILE = KIT / "protocol.d.ts"

#: Tables of requests, and of news, by the name of their type.
REQUESTS = {
    "SessionRequests": protocol.SESSION,
    "GateRequests": protocol.GATE,
    "DoorRequests": protocol.DOOR,
    "StudentRequests": protocol.STUDENT,
    "ProfessorRequests": protocol.PROFESSOR,
}
NEWS = {
    "SessionNews": protocol.SESSION_NEWS,
    "StudentNews": protocol.STUDENT_NEWS,
    "ProfessorNews": protocol.PROFESSOR_NEWS,
}
ENVELOPES = {"Question": Question, "Answer": Answer, "News": News}

_PLAIN = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean", "null": "null"}
#: What says nothing about the type.
_ASIDE = {"title", "description", "minItems", "maxItems"}


def declarations() -> str:
    """The text of the file."""
    forms: dict[str, Any] = {**ENVELOPES}
    for table, requests in REQUESTS.items():
        for name, request in requests.items():
            forms |= {f"{table}.{name}.content": request.content, f"{table}.{name}.answer": request.answer}
    for table, news in NEWS.items():
        forms |= {f"{table}.{name}": form for name, form in news.items()}
    schemas, definitions = TypeAdapter.json_schemas(
        [(name, "validation", TypeAdapter(form)) for name, form in forms.items()], ref_template="{model}"
    )
    types = {name: type_of(schema) for (name, _), schema in schemas.items()}
    lines = [
        "// Made from simulation/web/protocol/ by `python -m simulation.documents.protocol`; a test keeps it current.",
        "",
    ]
    for name, schema in sorted(definitions["$defs"].items()):
        lines += _declared(name, schema)
    for table, requests in REQUESTS.items():
        lines.append(f"export interface {table} {{")
        for name in requests:
            content, answer = (types[f"{table}.{name}.{side}"] for side in ("content", "answer"))
            lines.append(f"  {name}: {{ content: {content}; answer: {answer} }};")
        lines += ["}", ""]
    lines += ["/** What has changed of something; null for what it has no longer. */"]
    lines += ["export type Changed<T> = { [K in keyof T]?: T[K] | null };", ""]
    for table, news in NEWS.items():
        lines.append(f"export interface {table} {{")
        for name in news:
            content = types[f"{table}.{name}"]
            lines.append(f"  {_key(name)}: {f'Changed<{content}>' if name == 'class' else content};")
        lines += ["}", ""]
    return "\n".join(lines[:-1]) + "\n"


def _declared(name: str, schema: dict[str, Any]) -> Iterator[str]:
    """A definition as a type of that name."""
    if said := schema.get("description"):
        yield f"/** {' '.join(said.split())} */"
    if schema.get("properties"):
        yield f"export interface {name} {{"
        yield from (f"  {field};" for field in _fields(schema))
        yield "}"
    else:
        yield f"export type {name} = {type_of(schema)};"
    yield ""


def _fields(schema: dict[str, Any]) -> Iterator[str]:
    required = schema.get("required", ())
    for name, inside in schema["properties"].items():
        yield f"{_key(name)}{'' if name in required else '?'}: {type_of(inside)}"


def _key(name: str) -> str:
    return name if name.isidentifier() else json.dumps(name)


def type_of(schema: dict[str, Any]) -> str:  # noqa: C901 - one arm for each form
    """A schema as a type. Raises ValueError for what the forms have not used so far."""
    match {key: value for key, value in schema.items() if key not in _ASIDE}:
        case {"$ref": str(name), **rest} if not rest:
            return name
        case {"const": value, **rest} if rest.keys() <= {"type"}:
            return json.dumps(value)
        case {"enum": list(values), **rest} if rest.keys() <= {"type"}:
            return " | ".join(map(json.dumps, values))
        case {"anyOf": list(some), **rest} if not rest:
            return " | ".join(map(type_of, some))
        case {"type": "array", "prefixItems": list(items), **rest} if not rest:
            return f"[{', '.join(map(type_of, items))}]"
        case {"type": "array", "items": dict(items), **rest} if not rest:
            inside = type_of(items)
            return f"({inside})[]" if "|" in inside else f"{inside}[]"
        case {"type": "object", "properties": dict(fields), **rest} if fields and rest.keys() <= {
            "required",
            "additionalProperties",
        }:
            return f"{{ {'; '.join(_fields(schema))} }}"
        case {"type": "object", "additionalProperties": dict(values), **rest} if not rest:
            return f"{{ [name: string]: {type_of(values)} }}"
        case {"type": "object", "additionalProperties": True, **rest} if not rest:
            return "{ [name: string]: any }"
        case {"type": "object", "additionalProperties": False, "properties": {}} | {
            "type": "object",
            "additionalProperties": False,
        }:
            return "{ [name: string]: never }"
        case {"type": str(name), **rest} if name in _PLAIN and not rest:
            return _PLAIN[name]
        case rest if not rest:
            return "any"
    raise ValueError(f"this schema is not known here: {json.dumps(schema)[:200]}")


if __name__ == "__main__":
    FILE.write_text(declarations(), encoding="utf-8")
