"""Files are whole or not there."""

import resource
import signal
import subprocess
import sys

import pytest

from glossary.errors import FormatError
from glossary.messages import choose_language
from glossary.writing import write_atomically


@pytest.fixture(autouse=True)
def _english():
    """The messages these tests compare are the English ones, whatever the environment speaks."""
    choose_language("en")
    yield
    choose_language(None)


def test_whole_file(tmp_path):
    """A file appears with its folder, and nothing else does."""
    path = tmp_path / "new" / "a.txt"
    with write_atomically(path) as stream:
        stream.write("术语".encode())

    assert "术语" == path.read_text(encoding="utf-8")
    assert [path] == list(path.parent.iterdir())


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, MemoryError])
def test_interrupted(tmp_path, error):
    """Whatever ends the writing, the old file stays and no other is left."""
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(error):  # noqa: PT012, SIM117 - the error is raised inside on purpose
        with write_atomically(path) as stream:
            stream.write(b"new")
            raise error

    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_full_disk(tmp_path):
    """A limit on the size of files is one line, and leaves the old file alone."""
    path = tmp_path / "a.txt"
    path.write_text("old")
    old_limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    old_handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, old_limits[1]))
        with pytest.raises(FormatError) as caught, write_atomically(path) as stream:
            stream.write(b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old_limits)
        signal.signal(signal.SIGXFSZ, old_handler)

    assert (
        f"{path}: File too large; the system limits the size of files; raise the limit, or write fewer entries"
        == str(caught.value)
    )
    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("folder", "is a folder; name a file"),
        ("file/a.txt", "File exists; a part of the path is a file; choose another folder"),
        ("n" * 300, "File name too long; choose a shorter name"),
    ],
)
def test_impossible_path(tmp_path, name, message):
    """A path that cannot be written to says why and what to do."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    path = tmp_path / name
    with pytest.raises(FormatError) as caught, write_atomically(path):
        pass

    assert f"{path}: {message}" == str(caught.value)


def test_mode_and_link(tmp_path):
    """A file keeps its permissions, and a link stays a link."""
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    with write_atomically(link) as stream:
        stream.write(b"new")

    assert link.is_symlink()
    assert ("new", 0o640) == (path.read_text(), path.stat().st_mode & 0o777)


def test_device():
    """A device is written to; it is not replaced by a file."""
    code = "from glossary.writing import write_atomically\nwith write_atomically('/dev/stdout') as s: s.write(b'out')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert b"out" == done.stdout
