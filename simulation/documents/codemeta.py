"""codemeta.json: what the software is, for catalogues of software, made of CITATION.cff and pyproject.toml.

`python -m simulation.documents.codemeta > codemeta.json` makes it anew in a checkout; a test holds the file to it.
"""

import json
import tomllib
from typing import Any

from ..core.shipped import ROOT
from ..report.documents import citation

CONTEXT = "https://w3id.org/codemeta/3.0"


def codemeta() -> dict[str, Any]:
    """CodeMeta 3.0, ready for JSON. It needs a checkout, where pyproject.toml stands."""
    about, project = citation(), tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        "@context": CONTEXT,
        "type": "SoftwareSourceCode",
        "name": about["title"],
        "identifier": project["name"],
        "description": project["description"],
        "version": about["version"],
        "dateModified": str(about["date-released"]),
        "license": f"https://spdx.org/licenses/{about['license']}",
        "author": [_person(one) for one in about["authors"]],
        "keywords": about["keywords"],
        "programmingLanguage": "Python",
        "runtimePlatform": f"Python {project['requires-python']}",
        "softwareRequirements": project["dependencies"],
        "applicationCategory": "agent-based model",
        "developmentStatus": "active",
        "readme": "README.md",
        "referencePublication": [_article(one) for one in about["references"]],
    }


def _person(author: dict[str, str]) -> dict[str, str]:
    if "name" in author:
        return {"type": "Organization", "name": author["name"]}
    told = {"type": "Person", "givenName": author["given-names"], "familyName": author["family-names"]}
    return told | ({"id": author["orcid"]} if "orcid" in author else {})


def _article(work: dict[str, Any]) -> dict[str, Any]:
    told = {"type": "ScholarlyArticle", "name": work["title"], "author": [_person(one) for one in work["authors"]]}
    return told | {"isPartOf": f"{work['journal']} {work['volume']}({work['issue']})", "datePublished": str(work["year"])}


def text() -> str:
    """The file."""
    return json.dumps(codemeta(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(text(), end="")
