"""The child process that reads and parses files, so that a hostile one can harm nothing but this process.

Started by child.py; takes a frame with a list of files on standard input and answers each file with a frame, in order.
"""

from __future__ import annotations

import os
import re
import signal
import stat
import sys
from contextlib import suppress
from importlib import import_module
from typing import BinaryIO

from reader.core.article import Article
from reader.core.errors import UnreadableFile
from reader.core.prepared import Prepared, prepare
from reader.importers import REGISTRY
from reader.importers.names import shown
from reader.importers.wire import LONGEST_TEXT, BrokenFrame, Frame, packed, read, write

SECONDS = 4.0
SECONDS_A_MEGABYTE = 1.0
"""Of a processor's time. A megabyte that can't be read so is read in a simpler way, all in under ten seconds."""
LARGEST_FILE = 64 << 20
"""Bytes; a longer file is no article."""
_MEMORY = 3 << 30
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)


def main() -> None:
    """Answer until standard input ends. `--import-worker` of a frozen program comes here too."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not end up between the frames.
    os.dup2(2, 1)
    _limit_memory()
    with suppress(BrokenFrame, BrokenPipeError):
        _serve(requests, answers)
    # No clean-up is worth waiting for: nothing was written anywhere.
    os._exit(0)


def _serve(requests: BinaryIO, answers: BinaryIO) -> None:
    while True:
        for path, importer, simply, size in read(requests).value:
            _limit_time(seconds_for(size))
            frame = _answer(path, importer, simply)
            _limit_time(0)
            write(answers, frame)
        answers.flush()


def seconds_for(size: int) -> float:
    """How much time of a processor a file of `size` bytes may take; past it the child ends."""
    return SECONDS + SECONDS_A_MEGABYTE * size / 1e6


def _limit_time(seconds: float) -> None:
    """Let SIGPROF end this process after `seconds` of processor time (0: never), however busy the machine is."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _answer(path: str, importer: str, simply: bool) -> Frame:
    found = article_or_reason(path, importer, simply)
    return Frame(found) if isinstance(found, str) else packed(found)


def article_or_reason(path: str, importer: str, simply: bool = False) -> Prepared | str:
    """The article in a file, or a sentence why there is none."""
    name = shown(os.path.basename(path))
    try:
        prepared = prepare(_read(path, name, importer, simply))
    except UnreadableFile as error:
        return str(error)
    except OSError as error:
        return f"“{name}” could not be read: {error.strerror or error}."
    except MemoryError:
        return f"“{name}” needs too much memory to read."
    except Exception as error:  # whatever a parser trips over is this file's failure and no other's
        return f"“{name}” could not be read ({type(error).__name__}: {str(error)[:200]})."
    if len(prepared.article.text) > LONGEST_TEXT:
        return f"“{name}” holds too much text for one article."
    return prepared


def _read(path: str, name: str, importer: str, simply: bool) -> Article:
    data = _bytes(path, name)
    module = import_module(REGISTRY[importer or ("html" if _PAGE.match(data[:2000]) else "plain")].module)
    read_it = getattr(module, "read_simply", module.read) if simply else module.read
    article: Article = read_it(data, name)
    return article


def _bytes(path: str, name: str) -> bytes:
    """The file's bytes; a FIFO or a device is refused, never waited for."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(f"“{name}” is not a file.")
        data = file.read(min(status.st_size, LARGEST_FILE) + 1)
    if len(data) > LARGEST_FILE:
        raise UnreadableFile(too_large(name))
    return data


def too_large(name: str) -> str:
    """The sentence about a file past `LARGEST_FILE`."""
    return f"“{name}” is larger than {LARGEST_FILE >> 20} MB, which is too much for one article."


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
