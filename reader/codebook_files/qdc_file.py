"""A codebook as REFI-QDA (.qdc), which NVivo, MAXQDA, ATLAS.ti, QualCoder and others exchange.

Kinds are top-level codes that can't be coded with. What the format has no place for (numbers, aliases, rules) stands in
the description under a line of dashes, a `Name: value` line each, and is read back from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from reader.codebook_files.entries import DEEPEST, CodebookRefused, Entry
from reader.core.codebook import KINDS, Codebook, Tag
from reader.exporters.codebook import colour_cell
from reader.exporters.table import number

NAMESPACE = "urn:QDA-XML:codebook:1.0"
SLOT_COLOURS = (
    "#dcb5ff", "#ffc2cc", "#e7c470", "#c1f9ff", "#daf9d7", "#fbb3a7",
    "#dfbcd4", "#e5faa5", "#c2e3ff", "#94ead5", "#ffd5b4", "#c3c4ea",
)  # fmt: skip
"""The slots in other programs: the tints of the light theme. We read the slot's name in the description."""

_LABELS = {
    "Code": "code",
    "Status": "status",
    "Colour": "colour",
    "Value": "value",
    "Level": "level_status",
    "Positive means": "positive_means",
    "Actor type": "actor_type",
    "Include": "include",
    "Exclude": "exclude",
    "Hotkey": "hotkey",
}
_LISTS = {"Alias": "aliases", "Example": "examples"}
_RULE = "\n----\n"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def written(codebook: Codebook) -> bytes:
    """The codebook as a document that others read."""
    root = etree.Element(f"{{{NAMESPACE}}}CodeBook", {"origin": "Glossator"}, nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    codes = etree.SubElement(root, f"{{{NAMESPACE}}}Codes")
    for kind in KINDS:
        guid = str(uuid5(NAMESPACE_URL, f"glossator:kind:{kind.name}"))
        top = _code(codes, guid, kind.plural.capitalize(), codable=False)
        places: dict[int | None, etree._Element] = {None: top}
        for _, tag in codebook.walk(kind.name):
            places[tag.id] = _tag(places[tag.parent if tag.parent in places else None], tag)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _tag(above: etree._Element, tag: Tag) -> etree._Element:
    place = _code(above, tag.uid, tag.name, codable=True)
    colour = tag.colour or (SLOT_COLOURS[tag.slot - 1] if tag.slot else "")
    if colour:
        place.set("color", colour)
    description = _description(tag)
    if description:
        # the schema wants the description before the codes below
        etree.SubElement(place, f"{{{NAMESPACE}}}Description").text = _xml(description)
    return place


def _code(above: etree._Element, guid: str, name: str, *, codable: bool) -> etree._Element:
    attributes = {"guid": guid, "name": _xml(name), "isCodable": "true" if codable else "false"}
    return etree.SubElement(above, f"{{{NAMESPACE}}}Code", attributes)


def _description(tag: Tag) -> str:
    cells = {
        "code": tag.code,
        "status": "" if tag.status == "active" else tag.status.value,
        "colour": "" if tag.colour else colour_cell(tag),
        "value": "" if tag.value is None else str(number(tag.value)),
        "level_status": tag.level_status.value if tag.level_status else "",
        "positive_means": tag.positive_means,
        "actor_type": tag.actor_type,
        "include": tag.include,
        "exclude": tag.exclude,
        "hotkey": tag.hotkey,
    }
    lines = [f"{label}: {_on_one_line(cells[column])}" for label, column in _LABELS.items() if cells[column]]
    lines += [f"Alias: {_on_one_line(alias)}" for alias in tag.aliases]
    lines += [f"Example: {_on_one_line(example)}" for example in tag.examples]
    return tag.definition + (_RULE + "\n".join(lines) if lines else "")


def entries(data: bytes, file_name: str) -> Iterator[Entry]:
    """The codes as entries; those under no kind of ours become topics. Raises CodebookRefused."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CodebookRefused(file_name, [f"it is no sound XML ({error})"]) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise CodebookRefused(file_name, ["it declares a document type, which a codebook has no use for"])
    if etree.QName(root).localname != "CodeBook":
        raise CodebookRefused(file_name, ["it is no REFI-QDA codebook"])
    kinds = {name.casefold(): kind.name for kind in KINDS for name in (kind.name, kind.plural)}
    for top in root.findall("{*}Codes/{*}Code"):
        kind = kinds.get(top.get("name", "").casefold()) if top.get("isCodable") in ("false", "0") else None
        if kind:
            for code in top.findall("{*}Code"):
                yield from _walk(code, kind)
        else:
            yield from _walk(top, "topic")


def _walk(top: etree._Element, kind: str) -> Iterator[Entry]:
    """A code and all below it, parents first."""
    stack: list[tuple[etree._Element, tuple[str, ...]]] = [(top, ())]
    while stack:
        code, above = stack.pop()
        path = (*above, code.get("name", ""))
        place = f"line {code.sourceline}"
        yield Entry(place, kind, path[-1], path, code.get("guid", "").strip("{}"), "", _values(code))
        if len(path) <= DEEPEST:
            stack.extend((below, path) for below in reversed(code.findall("{*}Code")))


def _values(code: etree._Element) -> dict[str, object]:
    """Only what the description gives, so that a codebook of another program leaves the rest of a tag as it is."""
    description = code.findtext("{*}Description") or ""
    definition, _, ours = description.rpartition(_RULE)
    if not _is_ours(ours):
        definition, ours = description, ""
    values: dict[str, object] = {"definition": definition}
    lists: dict[str, list[str]] = {}
    for line in ours.splitlines():
        label, _, text = line.partition(": ")
        if label in _LISTS:
            lists.setdefault(_LISTS[label], []).append(_lines_again(text))
        elif label in _LABELS:
            values[_LABELS[label]] = _lines_again(text)
    values.update(lists)
    if code.get("color") and "colour" not in values:
        values["colour"] = code.get("color")
    return values


def _is_ours(lines: str) -> bool:
    return any(line.partition(": ")[0] in {*_LABELS, *_LISTS} for line in lines.splitlines())


def _on_one_line(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _lines_again(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def _xml(text: str) -> str:
    """`text` without what XML can't hold."""
    return _CONTROL.sub("\ufffd", text)
