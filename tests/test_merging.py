"""Three-way merges keep what people wrote; differences are listed one by one."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from sample_glossary import sample_glossary

from glossary.cli import main
from glossary.formats import read_glossary, write_glossary
from glossary.formats.merging import Change, Conflict, compare, merge
from glossary.model import ConceptEntry, EntryStatus, Glossary, Term, UsageStatus


def entry(identifier="t1", *english, **fields):
    terms = (Term("水岸同治"), *(term if isinstance(term, Term) else Term(term, "en") for term in english))
    return ConceptEntry(identifier, terms, **fields)


def glossary(*entries):
    return Glossary(entries=entries)


BASE = glossary(entry("t1"), entry("t2"))


def test_changes_of_both_sides_come_together():
    """Each side's own changes are taken: a status here, a translation and a new entry there."""
    ours = glossary(entry("t1", status=EntryStatus.ACCEPTED), entry("t2"))
    theirs = glossary(entry("t1", "joint care"), entry("t2"), entry("t3"))
    merged = merge(BASE, ours, theirs)

    assert () == merged.conflicts
    assert glossary(entry("t1", "joint care", status=EntryStatus.ACCEPTED), entry("t2"), entry("t3")) == merged.glossary


def test_conflicts_keep_ours_and_are_listed():
    """Two decisions on one value: ours stays, theirs is in the list."""
    base = glossary(entry("t1", note="a"))
    merged = merge(base, glossary(entry("t1", note="b")), glossary(entry("t1", note="c")))

    assert (Conflict("t1", "note", "a", "b", "c"),) == merged.conflicts
    assert "b" == merged.glossary.entries[0].note


def test_two_corrections_of_one_translation_are_a_conflict():
    """Where both corrected the same term, ours stays and theirs is listed; one side's correction is simply taken."""
    base, ours, theirs = (glossary(entry("t1", text)) for text in ("water net", "water network", "waterways"))
    merged = merge(base, ours, theirs)

    assert (Conflict("t1", "term en", "water net", "water network", "waterways"),) == merged.conflicts
    assert ours == merged.glossary
    assert (theirs, ()) == (merge(base, base, theirs).glossary, merge(base, base, theirs).conflicts)
    assert (ours, ()) == (merge(base, ours, ours).glossary, merge(base, ours, ours).conflicts)


def test_deletions_are_taken_unless_the_other_side_changed():
    """An entry that one side deleted goes; one that the other side changed meanwhile stays, as a conflict."""
    ours = glossary(entry("t2", note="kept"))
    theirs = glossary(entry("t1"))
    merged = merge(BASE, ours, theirs)

    assert glossary(entry("t2", note="kept")) == merged.glossary
    assert [("t2", "entry")] == [(conflict.identifier, conflict.field) for conflict in merged.conflicts]


def test_machine_never_takes_a_decision_back():
    """Without a common version, `candidate` and empty values give way to a person's, and nothing is deleted."""
    preferred = Term("joint care", "en", usage_status=UsageStatus.PREFERRED, note="agreed")
    ours = glossary(entry("t1", preferred, status=EntryStatus.REJECTED, definition="d"))
    theirs = glossary(entry("t1", "joint care", "care"), entry("t2"))

    for first, second in ((ours, theirs), (theirs, ours)):
        merged = merge(None, first, second)
        found = next(found for found in merged.glossary.entries if found.identifier == "t1")

        assert () == merged.conflicts
        assert (EntryStatus.REJECTED, "d") == (found.status, found.definition)
        assert preferred in found.terms
        assert {"水岸同治", "joint care", "care"} == {term.text for term in found.terms}
        assert {"t1", "t2"} == {found.identifier for found in merged.glossary.entries}


NOTES = st.none() | st.sampled_from(["a", "b"])
ENTRIES = st.builds(
    lambda number, english, note, status: entry(f"t{number}", *english, note=note, status=status),
    st.integers(0, 3),
    st.lists(st.sampled_from(["x", "y"]), max_size=2, unique=True),
    NOTES,
    st.sampled_from(EntryStatus),
)
GLOSSARIES = st.lists(ENTRIES, max_size=3, unique_by=lambda found: found.identifier).map(lambda found: glossary(*found))


@settings(max_examples=200, deadline=None)
@given(GLOSSARIES, GLOSSARIES)
def test_laws_of_merging(base, ours):
    """What only one side changed is the result; merging with oneself changes nothing; no difference, no change."""
    assert ours == merge(ours, ours, ours).glossary
    assert ours == merge(None, ours, ours).glossary
    assert () == compare(ours, ours)
    unchanged = merge(base, ours, base)
    assert ours == unchanged.glossary
    assert () == unchanged.conflicts


def test_compare_lists_every_change():
    """Entries, terms and fields, with their old and new values."""
    old = glossary(entry("t1", "care", note="a"), entry("t2"))
    new = glossary(entry("t1", "joint care", note="b"), entry("t3"))

    assert (
        Change("changed", "t1", "note", "a", "b"),
        Change("added", "t1", "term en", "", "joint care"),
        Change("removed", "t1", "term en", "care", ""),
        Change("added", "t3", "entry", "", "水岸同治"),
        Change("removed", "t2", "entry", "水岸同治", ""),
    ) == compare(old, new)


def test_commands(tmp_path, capsys):
    """Both commands read files, say what they found, and leave with 1 when there is something to look at."""
    old, new, theirs, merged = (tmp_path / f"{name}.json" for name in ("old", "new", "theirs", "merged"))
    sample = sample_glossary()
    first = replace(sample.entries[0], note="ours")
    write_glossary(sample, old, "json")
    write_glossary(replace(sample, entries=(first, *sample.entries[1:])), new, "json")
    write_glossary(replace(sample, entries=(replace(first, note="theirs"), *sample.entries[1:])), theirs, "json")

    assert 0 == main(["diff", str(old), str(old)], standalone_mode=False)
    assert 1 == main(["diff", str(old), str(new)], standalone_mode=False)
    assert f"changed\t{first.identifier}\tnote\t\tours\n" == capsys.readouterr().out
    arguments = ["merge", str(new), str(theirs), "--base", str(old), "-o", str(merged)]
    assert 1 == main(arguments, standalone_mode=False)
    assert f"{first.identifier}\tnote\t\tours\ttheirs" == capsys.readouterr().out.splitlines()[-1]
    assert "ours" == read_glossary(merged).entries[0].note
