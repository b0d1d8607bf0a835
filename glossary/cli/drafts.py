"""One run of the checks over drafts on disk: what a project has settled, and what is written back."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import sleep

from glossary import pipeline
from glossary.checking.annotating import annotated
from glossary.checking.baseline import beyond_baseline, read_baseline, write_baseline
from glossary.checking.configuration import CheckSettings, find_settings, read_settings
from glossary.checking.fixing import diff, encoded
from glossary.cli.watching import Watch
from glossary.errors import SettingsError
from glossary.formats import read_glossary
from glossary.messages import _
from glossary.model import Document, Finding, Glossary
from glossary.reading.inputs import Input, find_inputs
from glossary.settings import Settings
from glossary.writing import explain_os_error, write_atomically

__all__ = ["CheckRun", "changes"]

_SECONDS_BETWEEN_LOOKS = 0.5


@dataclass(frozen=True, slots=True)
class CheckRun:
    """What is checked against what.

    Attributes:
        drafts: as they were named.
        files: by the paths that findings have.
        project: what `glossary.toml` says; `folder` is where it lies, or the current folder.
        baseline: the file of accepted findings, if there is one.
    """

    drafts: tuple[Path, ...]
    settings: Settings
    files: Mapping[str, Path]
    glossary: Glossary | None
    project: CheckSettings
    folder: Path
    baseline: Path | None
    accepted: Counter[str]

    @classmethod
    def prepared(
        cls,
        drafts: Sequence[Path],
        settings: Settings,
        glossary: Path | None = None,
        project_file: Path | None = None,
        baseline: Path | None = None,
    ) -> CheckRun:
        """Look up the project's settings and read what they name; what is given here goes before them."""
        here = Path.cwd()
        project_file = project_file or find_settings(here)
        project = read_settings(project_file) if project_file else CheckSettings()
        folder = project_file.absolute().parent if project_file else here
        glossary = glossary or (folder / project.glossary if project.glossary else None)
        baseline = baseline or (folder / project.baseline if project.baseline else None)
        files = {
            found.path: found.file
            for found in find_inputs([path for path in drafts if str(path) != "-"], pipeline.draft_readers(drafts))
            if isinstance(found, Input)
        }
        return cls(
            drafts=tuple(drafts),
            settings=settings,
            files=files,
            glossary=read_glossary(glossary) if glossary else None,
            project=project,
            folder=folder,
            baseline=baseline,
            accepted=read_baseline(baseline) if baseline and baseline.exists() else Counter(),
        )

    def check(self, watch: Watch) -> pipeline.Checked:
        """Read and check the drafts; what the project ignores or has accepted is left out."""
        checked = pipeline.run_checks(self.drafts, self.glossary, self.settings, observer=watch)
        return replace(checked, findings=self.wanted(checked.findings, checked.documents))

    def wanted(self, findings: Sequence[Finding], documents: Sequence[Document]) -> list[Finding]:
        """The findings that the project wants to hear of, under the paths that they came with."""
        own = {document.path: self._project_path(document.path) for document in documents}
        renamed = {name: path for path, name in own.items()}
        texts = {own[document.path]: document.text for document in documents}
        left = self.project.applied(replace(finding, path=own[finding.path]) for finding in findings)
        left = beyond_baseline(left, texts, self.accepted) if self.accepted else left
        return [replace(finding, path=renamed[finding.path]) for finding in left]

    def write_baseline(self, checked: pipeline.Checked) -> None:
        """Accept the findings of a run, besides those accepted before.

        Raises:
            SettingsError: there is no file to write to.
        """
        if self.baseline is None:
            raise SettingsError(
                _("no file to write to"),
                where="--write-baseline",
                hint=_("name one with {option}", option="--baseline"),
            )
        findings = pipeline.check_drafts(checked.documents, self.glossary, self.settings)
        own = {document.path: self._project_path(document.path) for document in checked.documents}
        left = self.project.applied(replace(finding, path=own[finding.path]) for finding in findings)
        write_baseline(self.baseline, left, {own[document.path]: document.text for document in checked.documents})

    def diffs(self, checked: pipeline.Checked) -> Iterator[str]:
        """What fixing would change, a unified diff a draft."""
        for old, new in zip(checked.documents, self._fixed(checked), strict=True):
            if old.text != new.text:
                yield diff(self.shown_path(old.path), old.text, new.text)

    def fix(self, checked: pipeline.Checked, watch: Watch) -> pipeline.Checked:
        """Write sure suggestions into the files, and give what is left to find."""
        current: list[Document] = []
        for old, new in zip(checked.documents, self._fixed(checked), strict=True):
            current.append(new if old.text != new.text and self._rewrite(old, new, watch) else old)
        if current == list(checked.documents):
            return checked
        documents = tuple(current)
        findings = pipeline.check_drafts(documents, self.glossary, self.settings)
        return pipeline.Checked(self.wanted(findings, documents), documents)

    def annotate(self, checked: pipeline.Checked, target: Path, watch: Watch) -> None:
        """Write the one Word draft with comments to another file.

        Raises:
            SettingsError: there is not exactly one Word draft, or the target is the draft itself.
        """
        drafts = [document for document in checked.documents if document.path.lower().endswith(".docx")]
        if len(drafts) != 1 or drafts[0].path not in self.files:
            raise SettingsError(_("exactly one docx draft can be annotated"), where="--annotate")
        source = self.files[drafts[0].path]
        if target.resolve() == source.resolve():
            raise SettingsError(_("this is the draft itself"), where=str(target), hint=_("name another file"))
        findings = [finding for finding in checked.findings if finding.path == drafts[0].path]
        data, left = annotated(_bytes(source), drafts[0], findings)
        with write_atomically(target) as stream:
            stream.write(data)
        if left:
            watch.noticed(
                _(
                    "{path}: findings without a comment, because Word allows none there: {count}",
                    path=target,
                    count=len(left),
                )
            )

    def shown_path(self, path: str) -> str:
        """The path of a draft's file, for programs that open it: from the current folder, or whole where shorter."""
        if path not in self.files:
            return path
        file = self.files[path]
        return min(_relative(file, Path.cwd()), file.absolute().as_posix(), key=len)

    def _project_path(self, path: str) -> str:
        return _relative(self.files[path], self.folder) if path in self.files else path

    def _fixed(self, checked: pipeline.Checked) -> tuple[Document, ...]:
        return pipeline.fix_drafts(checked.documents, self.glossary, self.settings, wanted=self.wanted)

    def _rewrite(self, old: Document, new: Document, watch: Watch) -> bool:
        """Write a fixed draft in its own encoding; say so where that is not possible."""
        file = self.files.get(old.path)
        if file is None:
            return False
        data = encoded(old, _bytes(file), new.text)
        if data is None:
            watch.noticed(
                _("{path}: not fixed, because {encoding} cannot hold it", path=old.path, encoding=old.encoding)
            )
            return False
        with write_atomically(file) as stream:
            stream.write(data)
        return True


def changes(paths: Sequence[Path]) -> Iterator[None]:
    """Tell at once, and then whenever a file below the paths has changed, appeared or gone; without end."""
    seen: dict[Path, tuple[int, int]] | None = None
    while True:
        current = dict(_stamps(paths))
        if current != seen:
            seen = current
            yield
        else:
            sleep(_SECONDS_BETWEEN_LOOKS)


def _stamps(paths: Sequence[Path]) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Time of change in nanoseconds and size of every file."""
    for path in paths:
        files = (Path(folder) / name for folder, _names, names in os.walk(path) for name in names)
        for file in files if path.is_dir() else (path,):
            try:
                stat = file.stat()
            except OSError:
                continue
            yield file, (stat.st_mtime_ns, stat.st_size)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise explain_os_error(error, file) from error


def _relative(file: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # on Windows, another drive
        return file.as_posix()
