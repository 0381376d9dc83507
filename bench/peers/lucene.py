"""Lucene: where its parts are, and the Java to run it. As a program, prints the folder of that JDK."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_HERE = Path(__file__).parent
JAVA = _HERE.parent / ".peers" / "java"
_SOURCE = _HERE / "Lucene.java"
_JARS = ("lucene-core-10.5.0.jar", "lucene-analysis-common-10.5.0.jar")
_OLDEST = 21
# The module is what Lucene decodes its postings with; Elasticsearch and OpenSearch give it too.
_FLAGS = ("-Xmx4g", "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED")


def find_jdk() -> Path | None:
    """Return the folder of a JDK that Lucene runs on: JAVA_HOME's, an installed one, the PATH's."""
    for folder in _candidates():
        version = _version(folder)
        if version and version >= _OLDEST:
            return folder
    return None


def missing() -> str | None:
    """Return what is missing, None if Lucene can run."""
    if not find_jdk():
        return f"a JDK {_OLDEST} or newer (set JAVA_HOME)"
    built = JAVA / "Lucene.class"
    if not all((JAVA / name).is_file() for name in _JARS):
        return "Lucene's jars"
    if not built.is_file() or built.stat().st_mtime < _SOURCE.stat().st_mtime:
        return "Lucene.java compiled"
    return None


def command() -> list[str]:
    """Return the command that the folder of the index is to be appended to."""
    jdk = find_jdk()
    assert jdk, "missing() was not asked"
    path = os.pathsep.join(str(JAVA / name) for name in (*_JARS, ""))
    return [str(jdk / "bin" / "java"), *_FLAGS, "-cp", path, "Lucene"]


def _candidates() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home)
    yield from sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    if compiler := shutil.which("javac"):
        yield Path(compiler).resolve().parent.parent


def _version(folder: Path) -> int | None:
    compiler = folder / "bin" / "javac"
    if not compiler.is_file() or not (folder / "bin" / "java").is_file():
        return None
    told = subprocess.run([compiler, "-version"], capture_output=True, text=True, check=False)
    number = re.search(r"javac (\d+)", told.stdout + told.stderr)
    return int(number[1]) if number else None


def main() -> int:
    """Print the folder of the JDK; return 1 if there is none."""
    jdk = find_jdk()
    print(jdk or f"Lucene needs a JDK {_OLDEST} or newer and none was found; set JAVA_HOME to one")
    return 0 if jdk else 1


if __name__ == "__main__":
    sys.exit(main())
