"""Spark's own package, a standalone master, two workers on loopback: the rows of shards, also when a worker is lost."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import which
from typing import Any
from urllib.request import urlopen

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


def measures(address: str, of: str) -> list[dict[str, Any]]:
    """What Spark's own page of measures says of the executors or the stages."""
    with urlopen(f"{address}/{of}") as answer:
        return list(json.load(answer))


def lose_worker_at_work(cluster: Cluster, address: str) -> None:
    """Wait until both workers, of one executor each, have a task at hand, and kill one."""
    deadline = time.monotonic() + 60
    while sum(executor["activeTasks"] > 0 for executor in measures(address, "executors")) < 2:
        if time.monotonic() > deadline:
            raise TimeoutError("the two workers were never at work at once")
        time.sleep(0.05)
    cluster.lose_worker()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster that is gone after the test."""
    started = Cluster(tmp_path / "spark")
    yield started
    started.stop()


def test_spark_gives_the_rows_of_shards(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a stored corpus, and from a table of texts while one of two workers is lost with what it has at hand."""
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
        frame = session.read.parquet(str(table)).repartitionByRange(12, "document").sortWithinPartitions("document")
        counting = count_texts(frame, 3, 6, MOST, is_inside)
        context = session.sparkContext
        address = f"{context.uiWebUrl}/api/v1/applications/{context.applicationId}"
        # The first answer takes seconds, in which the job might end.
        assert len(measures(address, "executors")) == 3
        with ThreadPoolExecutor(1) as pool:
            losing = pool.submit(lose_worker_at_work, cluster, address)
            rows = counting.toArrow()
            losing.result()
        failed = sum(stage["numFailedTasks"] for stage in measures(address, "stages"))
    finally:
        session.stop()
    from_texts = pl.DataFrame(rows.to_pydict(), schema=expected.schema).sort("text")

    assert sentences(0) == corpus[0].text
    assert expected.equals(stored)
    assert expected.equals(from_texts)
    assert failed > 0
    assert 24 == len(Corpus(tmp_path / "work"))
