"""Set everything up and do one thing. Needs Python 3.11 or newer with pip, and nothing else.

    python scripts/bootstrap.py demo     run the main job on the bundled sample and show the table
    python scripts/bootstrap.py test     check style, types and behaviour
    python scripts/bootstrap.py wheel    build the package, install it in a fresh environment, run its demo there
    python scripts/bootstrap.py spark    test counting on a cluster of two local workers; needs Java 17
    python scripts/bootstrap.py hanlp    test the segmenter HanLP, in `.venv-hanlp` with torch's build for processors

The environment is made in `.venv` (or where `--venv` says) from pins with hashes: `requirements.txt` for use,
`requirements-dev.txt` for development. It is left as it is while the pins stay the same.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  (this is where an older one is told so)
    sys.exit(f"bootstrap: Python 3.11 or newer is needed, this is {sys.version.split()[0]}; run it with a newer one")

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from glossary.messages import _  # noqa: E402  (its module needs the standard library only)

USE = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"
CLUSTER = "requirements-cluster.txt"
STAMP = "installed-pins.sha256"
TORCH, HANLP = "torch==2.13.0", "hanlp>=2.1.5,<2.1.6"
SPARK_TESTS = ("tests/test_spark.py",)
HANLP_TESTS = ("tests/test_hanlp.py",)
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("pytest", "-m", "not slow and not shared", "-n", "2"),
)


class BootstrapError(Exception):
    """A step that failed, in one line."""


def say(line: str) -> None:
    """Tell the person what is going on."""
    print(f"bootstrap: {line}", file=sys.stderr, flush=True)


def run(command: list[str], *, failure: str, folder: Path = ROOT) -> None:
    """Run a command and wait for it.

    Raises:
        BootstrapError: it failed; what it printed stands above.
    """
    try:
        done = subprocess.run(command, cwd=folder, check=False)
    except OSError as error:
        raise BootstrapError(f"{failure}: {error}") from error
    if done.returncode:
        raise BootstrapError(failure)


class Environment:
    """A virtual environment, and the pip that fills it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.scripts = self.folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.scripts / ("python.exe" if os.name == "nt" else "python")

    def make(self) -> None:
        """Make the environment unless it is there. Where Debian left `ensurepip` out, ours is filled from outside."""
        if self.python.exists():
            return
        if self.folder.exists() and any(self.folder.iterdir()):
            hint = _("name an empty folder with --venv, or delete this one")
            raise BootstrapError(f"{self.folder}: {_('is there and is no environment')}; {hint}")
        say(_("making an environment in {folder}", folder=self.folder))
        with_pip = subprocess.run([sys.executable, "-m", "venv", str(self.folder)], check=False, capture_output=True)
        if with_pip.returncode:
            shutil.rmtree(self.folder, ignore_errors=True)
            bare = [sys.executable, "-m", "venv", "--without-pip", str(self.folder)]
            run(bare, failure=_("the environment could not be made; install your system's package for python3-venv"))

    def pip(self, *arguments: str, failure: str) -> None:
        """Run pip for this environment: its own, or the one of the Python that runs this script."""
        own = subprocess.run([str(self.python), "-c", "import pip"], check=False, capture_output=True).returncode == 0
        front = [str(self.python), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(self.python)]
        run([*front, "--disable-pip-version-check", "--no-input", *arguments], failure=failure)

    def install_pins(self, pins: str) -> None:
        """Install what a file of pins names; every file must have the hash stated there."""
        say(_("installing the packages of {file}; the first time takes a few minutes", file=pins))
        advice = _("the packages of {file} could not be installed; check the network and try again", file=pins)
        self.pip("install", "--quiet", "--require-hashes", "-r", str(ROOT / pins), failure=advice)

    def prepare(self, pins: str) -> None:
        """Bring the environment up to the pins, with this checkout installed in place; nothing is done twice."""
        self.make()
        stamp = self.folder / STAMP
        known = stamp.read_text(encoding="ascii").split() if stamp.exists() else []
        # Development pins hold those for use: an environment made for tests is good for the demo too.
        if digest(pins) in known or (pins == USE and digest(DEVELOPMENT) in known):
            return
        self.install_pins(pins)
        self.pip(
            "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT),
            failure=_("the project itself could not be installed"),
        )  # fmt: skip
        # As pip does for what it copies: where Python may not write what it compiles, each start would compile again.
        run(
            [str(self.python), "-m", "compileall", "-q", str(ROOT / "glossary")],
            failure=_("the project itself could not be installed"),
        )
        stamp.write_text(f"{digest(pins)}\n", encoding="ascii")


def digest(pins: str) -> str:
    """A digest of everything that an installation depends on."""
    parts = [str(sys.version_info[:2]).encode(), *((ROOT / name).read_bytes() for name in (pins, "pyproject.toml"))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def demo(environment: Environment) -> int:
    """Run the main job on the sample and show the table."""
    environment.prepare(USE)
    run([str(environment.scripts / "glossary"), "demo"], failure=_("the demo failed"))
    say(_("next: {command}", command=f"{environment.scripts / 'glossary'} extract FOLDER -o output"))
    return 0


def test(environment: Environment) -> int:
    """Run every check, also after one has failed, and say at the end which did."""
    environment.prepare(DEVELOPMENT)
    failed = []
    for command in CHECKS:
        say(" ".join(command))
        done = subprocess.run([str(environment.python), "-m", *command], cwd=ROOT, check=False)
        if done.returncode:
            failed.append(" ".join(command))
    if failed:
        raise BootstrapError(_("failed: {checks}", checks=", ".join(failed)))
    say(_("all checks passed"))
    return 0


def wheel(environment: Environment) -> int:
    """Build the wheel, install it where there is no checkout, and run its demo from another folder."""
    environment.prepare(USE)
    with tempfile.TemporaryDirectory(prefix="shuyu-") as name:
        elsewhere = Path(name)
        run(
            [str(environment.python), "-m", "hatchling", "build", "-t", "wheel", "-d", str(elsewhere)],
            failure=_("the wheel could not be built"),
        )
        built = next(elsewhere.glob("*.whl"))
        fresh = Environment(elsewhere / "environment")
        fresh.make()
        fresh.install_pins(USE)
        fresh.pip("install", "--quiet", "--no-deps", str(built), failure=_("the wheel could not be installed"))
        run(
            [str(fresh.scripts / "glossary"), "demo"],
            failure=_("the demo of the installed wheel failed"),
            folder=elsewhere,
        )
    say(_("the wheel works where it is installed"))
    return 0


def spark(environment: Environment) -> int:
    """Test the engine for Spark, whose packages are too large for every developer's first run."""
    environment.prepare(DEVELOPMENT)
    environment.install_pins(CLUSTER)
    run([str(environment.python), "-m", "pytest", *SPARK_TESTS], failure=_("failed: {checks}", checks="pytest"))
    return 0


def hanlp(environment: Environment) -> int:
    """Test the adapter of HanLP where HanLP is: beside the usual environment, because it brings gigabytes."""
    apart = Environment(environment.folder.with_name(f"{environment.folder.name}-hanlp"))
    apart.prepare(DEVELOPMENT)
    say(_("installing HanLP; the first time takes a few minutes"))
    apart.pip("install", "--quiet", TORCH, failure=_("torch could not be installed"))
    apart.pip("install", "--quiet", HANLP, failure=_("HanLP could not be installed"))
    run([str(apart.python), "-m", "pytest", *HANLP_TESTS], failure=_("failed: {checks}", checks="pytest"))
    return 0


def main() -> int:
    """Parse the command line and do what it says."""
    jobs = {"demo": demo, "test": test, "wheel": wheel, "spark": spark, "hanlp": hanlp}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", choices=jobs)
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", metavar="DIR", help="where the environment is")
    options = parser.parse_args()
    try:
        return jobs[options.job](Environment(options.venv))
    except BootstrapError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say(_("interrupted"))
        return 130


if __name__ == "__main__":
    sys.exit(main())
