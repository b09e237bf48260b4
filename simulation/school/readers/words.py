"""What columns are called by those who bring files, what stands for an unknown value, and how a number is written."""

import math
import re
import unicodedata

#: Column names for each meaning, without case, blanks and signs; the first that is there counts.
PEOPLE = {
    "teacher": (
        "teacher", "id", "name", "teacherid", "teachername", "personid", "person", "respondent", "respondentid", "participant",
        "participantid", "actor", "node", "nodeid", "label", "code", "staff", "staffid", "lehrkraft", "lehrer", "lehrerin",
        "lehrperson", "enseignant", "enseignante", "professeur", "docente", "profesor", "profesora", "maestro", "insegnante",
        "professor", "professora", "leraar", "lärare", "lærer", "opettaja", "nauczyciel", "učitel", "tanár", "教师", "教師",
    ),
    "experience": (
        "experience", "yearsteaching", "yearsexperience", "yearsofexperience", "teachingexperience", "teachingyears",
        "yearsofteaching", "expyears", "erfahrung", "berufserfahrung", "berufsjahre", "dienstjahre", "expérience", "ancienneté",
        "experiencia", "antigüedad", "esperienza", "experiência", "ervaring", "erfarenhet", "erfaring", "doświadczenie",
    ),
    "group": (
        "group", "grade", "department", "team", "gradelevel", "dept", "subject", "division", "gruppe", "fach", "fachbereich",
        "fachschaft", "abteilung", "jahrgang", "groupe", "département", "matière", "grupo", "departamento", "gruppo",
        "dipartimento", "groep", "afdeling", "grupp", "ämne", "avdeling", "grupa",
    ),
    "role": ("role", "formalrole", "position", "rolle", "funktion", "rôle", "fonction", "rol", "cargo", "ruolo"),
    "leader": ("leader", "formalleader", "teacherleader", "leadteacher", "isleader", "leadershiprole"),
    "principal": ("principal", "isprincipal", "headteacher", "schulleitung"),
    "fte": ("fte", "fulltimeequivalent", "workload", "stelle", "stellenanteil", "pensum", "etp"),
    "responded": ("responded", "response", "answered", "respondentyn", "participated", "completed", "teilgenommen"),
}  # fmt: skip
TIES = {
    "source": (
        "source", "from", "fromnode", "sender", "ego", "i", "respondent", "chooser", "nominator", "asker", "seeker", "rater", "tail", "start",
        "von", "wer", "quelle", "absender", "de", "origen", "origine", "da", "van", "från", "fra",
    ),
    "target": (
        "target", "to", "tonode", "receiver", "alter", "j", "nominee", "chosen", "nominated", "asked", "advisor", "adviser", "ratee",
        "head", "end", "nach", "an", "wen", "zu", "ziel", "empfänger", "empfaenger", "à", "vers", "a", "destino", "destination", "naar", "till", "til",
    ),
    "trust": ("trust",),
    "value": (
        "value", "weight", "strength", "frequency", "freq", "intensity", "tie", "count", "score", "rating", "w", "gewicht",
        "wert", "stärke", "staerke", "häufigkeit", "haeufigkeit", "intensität", "anzahl", "poids", "valeur", "peso", "valor",
    ),
    "relation": ("relation", "network", "layer", "question", "relationship", "type", "tietype", "relationtype", "beziehung"),
    "wave": ("wave", "time", "t", "period", "round", "occasion", "welle", "vague", "ola", "year", "schoolyear"),
}  # fmt: skip
#: Pairs of columns for two people of whom nothing says who asks whom.
NEUTRAL = (
    ("node1", "node2"), ("person1", "person2"), ("persona", "personb"), ("teacher1", "teacher2"), ("teachera", "teacherb"),
    ("actor1", "actor2"), ("name1", "name2"), ("id1", "id2"), ("v1", "v2"), ("x1", "x2"), ("vertex1", "vertex2"),
    ("p1", "p2"), ("nodea", "nodeb"),
)  # fmt: skip
#: First parts of columns such as advice1, advice2 in which people name colleagues.
NAMING = re.compile(
    r"advi|nomin|^nom|alter|friend|peer|colle|contact|named|help|ask|talk|turn|choice|choose|seek|tie|collab|"
    r"freund|hilfe|kontakt|kolleg|nennung|^rat$|ratgeb|conseil|consejo|amig|amie"
)

UNKNOWN = {
    "", "na", "n/a", "nan", "null", "none", ".", "-", "--", "?", "#n/a", "#na", "<na>", "missing", "unknown", "k.a.", "k. a.", "keine angabe", "#nv",
    "unbekannt", "inconnu", "(missing)", "#null!",
}  # fmt: skip
#: What is written where nobody is named.
NOBODY = {"nobody", "noone", "no one", "niemand", "keiner", "keine", "personne", "nadie", "nessuno", "ninguém"}
YES, NO = {"1", "yes", "true", "ja", "oui", "y", "x", "si", "sí"}, {"0", "no", "false", "nein", "non", "n"}
CODES = {"-9", "-8", "-99", "-98", "-999", "98", "99", "998", "999"}


#: What stands before or under columns in place of a person: lines that spreadsheets add up.
SUMS = {
    "total", "totals", "grandtotal", "sum", "sums", "mean", "average", "median", "summe", "gesamt", "insgesamt", "gesamtergebnis",
    "mittelwert", "durchschnitt", "somme", "moyenne", "suma", "media", "totale",
}  # fmt: skip


def plain(name: str) -> str:
    """A column's name without what people write differently: case, blanks, signs."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", name).casefold())


def meaning_of(names: list[str], wanted: dict[str, tuple[str, ...]], given: dict[str, int]) -> dict[str, int]:
    """Where the column of each meaning stands in a header; those of `given` are known already and taken."""
    called = [plain(name) for name in names]
    short = [re.sub(r"(?<=..)(id|name|code|no|nr)$", "", word) for word in called]
    at = dict(given)
    for meaning, words in wanted.items():
        for word in words:
            if meaning in at:
                break
            for spelt in (called, short):
                if word in spelt and (place := spelt.index(word)) not in at.values():
                    at[meaning] = place
                    break
    return at


def is_blank(text: str) -> bool:
    """Nothing is written."""
    return not text.strip()


def is_unknown(text: str) -> bool:
    """A word that stands for an unknown value, or nothing."""
    return text.strip().casefold() in UNKNOWN


def is_code(text: str, also: tuple[str, ...] = ()) -> bool:
    """A number that surveys write for an unknown value, or what the reader said is one."""
    text = re.sub(r"[.,]0+$", "", text.strip())
    return text in CODES or text.casefold() in {word.casefold() for word in also}


def number(text: str) -> float | None:
    """A number as people write it, with a point or a comma before the decimals; None when it is none."""
    text = text.strip()
    if re.fullmatch(r"[+-]?\d+,\d+", text, re.ASCII):
        text = text.replace(",", ".")
    if len(text) > 40 or not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", text, re.ASCII):
        return None
    value = float(text)
    return value if math.isfinite(value) else None
