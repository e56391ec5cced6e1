"""The JSON-LD context, made from the vocabulary. `python -m ontology.context` writes context.jsonld anew."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path

from ontology.terms import Field, Vocabulary
from ontology.vocabulary import NAMESPACE, ONTOLOGY, load_vocabulary

FILE = "context.jsonld"


def build_context(vocabulary: Vocabulary) -> dict[str, object]:
    """Terms of every class, field and relation, both ways; codes are read as concepts of their scheme."""
    terms: dict[str, object] = {
        "@version": 1.1,
        "rostra": NAMESPACE,
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
    for cls in vocabulary.classes.values():
        scoped: dict[str, object] = {field.name: _field_term(field) for field in cls.fields.values()}
        scoped |= {r.name: {"@id": r.iri, "@type": "@id"} for r in cls.relations.values()}
        scoped |= {
            name: {"@reverse": back[0].iri, "@type": "@id"}
            for name, back in vocabulary.incoming(cls.name).items()
        }
        terms[cls.name] = {"@id": cls.iri, "@context": scoped}
    return {"@context": terms}


def _field_term(field: Field) -> dict[str, object]:
    if field.scheme:
        scheme = f"{ONTOLOGY.rpartition('/')[0]}/scheme/{field.scheme}/"
        return {"@id": field.iri, "@type": "@vocab", "@context": {"@vocab": scheme}}
    return {"@id": field.iri, "@type": f"xsd:{field.datatype}"}


def read_context() -> str:
    """The context as the file holds it."""
    return files("ontology").joinpath(FILE).read_text("utf-8")


def context_path() -> str:
    """Where the context is served, below the service: the ontology's version and the first digits of its SHA-256.

    Another context has another address, so that this one can be kept for ever.
    """
    digits = hashlib.sha256(read_context().encode()).hexdigest()[:12]
    return f"ontology/context/{load_vocabulary().version}-{digits}.jsonld"


def main() -> None:
    """Write the file."""
    text = json.dumps(build_context(load_vocabulary()), indent=1) + "\n"
    Path(__file__).with_name(FILE).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
