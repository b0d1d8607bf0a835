"""Spark's own package, a standalone master, two workers on loopback: the rows of shards, also when a worker is lost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import polars as pl
import pytest
from test_engines import documents_of, prepared, sentences

from glossary.engines.corpus import Corpus, store_corpus
from glossary.engines.shards import count_ranges
from glossary.extraction.countable import is_inside

pytest.importorskip("pyspark")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(which("java") is None, reason="Spark needs Java")]

MOST = 4_000


class Cluster:
    """A master and two workers."""

    def __init__(self, folder: Path) -> None:
        import pyspark

        home = Path(pyspark.__file__).parent
        environment = os.environ | {
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_NO_DAEMONIZE": "1",
            "SPARK_WORKER_DIR": str(folder),
            "PYSPARK_PYTHON": sys.executable,
        }
        port = free_port()
        self.url = f"spark://127.0.0.1:{port}"
        java = [str(home / "bin" / "spark-class")]
        deploy = "org.apache.spark.deploy"
        master = [*java, f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"]
        worker = [*java, f"{deploy}.worker.Worker", "--cores", "1", "--memory", "1g", "--webui-port", "0", self.url]
        self.processes: list[subprocess.Popen[bytes]] = []
        nowhere = subprocess.DEVNULL
        for command in (master, worker, worker):
            self.processes.append(
                subprocess.Popen(command, env=environment, start_new_session=True, stdout=nowhere, stderr=nowhere)
            )
            if command is master:
                wait_for_port(port)

    def lose_worker(self) -> None:
        """Kill a worker with all that it started."""
        os.killpg(self.processes.pop().pid, signal.SIGKILL)

    def stop(self) -> None:
        """End all processes."""
        while self.processes:
            process = self.processes.pop()
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def wait_for_port(port: int) -> None:
    for _attempt in range(300):
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the master does not listen")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster that is gone after the test."""
    started = Cluster(tmp_path / "spark")
    yield started
    started.stop()


def test_spark_gives_the_rows_of_shards(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a stored corpus, from a table of texts, and with one of two workers lost."""
    from glossary.engines.spark import count_corpus, count_texts, open_session

    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    corpus = store_corpus(documents_of(range(24)), tmp_path / "work", "1", prepared, shard=3_000)
    expected = pl.read_parquet(count_ranges(corpus, 3, 6, MOST)).sort("text")
    session = open_session(cluster.url)
    try:
        stored = pl.read_parquet(count_corpus(session, corpus, 3, 6, MOST)).sort("text")
        table = tmp_path / "texts.parquet"
        pl.DataFrame({"document": range(24), "text": [document.text for document in corpus]}).write_parquet(table)
        frame = session.read.parquet(str(table)).repartitionByRange(4, "document").sortWithinPartitions("document")
        cluster.lose_worker()
        rows = count_texts(frame, 3, 6, MOST, is_inside).toArrow()
    finally:
        session.stop()
    from_texts = pl.DataFrame(rows.to_pydict(), schema=expected.schema).sort("text")

    assert sentences(0) == corpus[0].text
    assert expected.equals(stored)
    assert expected.equals(from_texts)
    assert 24 == len(Corpus(tmp_path / "work"))
