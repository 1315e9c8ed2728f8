"""Where the frozen program starts: the command, or, as a child process of it, the import worker."""

from __future__ import annotations

import sys


def main() -> None:
    if sys.argv[1:2] == ["--import-worker"]:
        from reader.importers import worker

        worker.main()
    else:
        from reader import cli

        cli.main()


if __name__ == "__main__":
    main()
