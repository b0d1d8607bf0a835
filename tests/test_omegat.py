"""OmegaT's own glossary readers, where Debian's package of it is installed, read every line of our files."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from sample_glossary import sample_glossary

from glossary.formats import find_profile, write_glossary

JAR = Path("/usr/share/omegat/OmegaT.jar")
READER = """
import java.io.File;
import java.util.List;
import org.omegat.gui.glossary.*;

public class Reader {
    public static void main(String[] arguments) throws Exception {
        for (String path : arguments) {
            File file = new File(path);
            boolean commas = path.endsWith(".csv");
            List<GlossaryEntry> entries =
                commas ? GlossaryReaderCSV.read(file, false) : GlossaryReaderTSV.read(file, false);
            for (GlossaryEntry entry : entries)
                System.out.println("ROW " + entry.getSrcText() + " = " + entry.getLocText());
        }
    }
}
"""


@pytest.mark.slow
@pytest.mark.skipif(not JAR.exists() or not shutil.which("java"), reason="needs OmegaT")
@pytest.mark.parametrize("name", ["omegat", "google"])
def test_omegat_reads_every_line(tmp_path, name):
    """Source and target of each line, and nothing else."""
    (tmp_path / "Reader.java").write_text(READER)
    target = tmp_path / f"a{find_profile(name).suffixes[0]}"
    write_glossary(sample_glossary(), target, name)
    jars = ":".join(map(str, [JAR, *sorted(Path("/usr/share/java").glob("*.jar"))]))
    command = ["java", "-Djava.awt.headless=true", f"-Duser.home={tmp_path}", "-Dfile.encoding=UTF-8", "-cp", jars]
    run = subprocess.run(
        [*command, str(tmp_path / "Reader.java"), str(target)], capture_output=True, encoding="utf-8", check=False
    )
    expected = [tuple(re.split("[\t,]", line)[:2]) for line in target.read_text(encoding="utf-8").splitlines()]

    assert expected
    assert [" = ".join(row) for row in expected] == re.findall("^ROW (.*)$", run.stdout, re.MULTILINE), run.stderr
