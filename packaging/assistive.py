"""What a screen reader asks of a program: the tree over AT-SPI, on buses of our own. Every call goes through gdbus."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from signal import SIGTERM
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from types import TracebackType

from PySide6.QtDBus import QDBusConnection, QDBusMessage

LAUNCHERS = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"))
TOOLS = {"dbus-daemon": "dbus-daemon", "dbus-monitor": "dbus-bin", "gdbus": "libglib2.0-bin"}
PATIENCE = 20.0
"""Seconds for a program to appear on the bus."""
ROOT = "/org/a11y/atspi/accessible/root"
_SPI = "org.a11y.atspi"
_FOCUSED, _SHOWING = 12, 25
_REFERENCE = re.compile(r"\('([^']+)', (?:objectpath )?'([^']+)'\)")
_TYPED = re.compile(r"\b(?:u?int(?:16|32|64)|byte|objectpath|signature|handle|double) ")


def missing_assistive() -> list[str]:
    """Debian packages that an accessibility bus needs and that are not there."""
    found = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    return found if any(path.exists() for path in LAUNCHERS) else [*found, "at-spi2-core"]


class Buses:
    """A session bus and the accessibility bus that it knows, with all that is said there; ended with the `with` statement."""

    def __init__(self, display: str) -> None:
        self._folder = TemporaryDirectory(prefix="assistive")
        here, there = os.pipe()
        session = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", f"--print-address={there}"],
            pass_fds=[there],
            stderr=subprocess.DEVNULL,
            # What it starts lies in a folder of ours: the bus of whoever is at this machine is left alone.
            env={**os.environ, "DISPLAY": display, "XDG_RUNTIME_DIR": self._folder.name},
        )
        self._processes: list[subprocess.Popen[bytes]] = [session]
        os.close(there)
        with os.fdopen(here) as said:
            self.session = said.readline().strip()
        self.address = ""
        since = monotonic()
        while not self.address and monotonic() - since < PATIENCE:
            answer = self._gdbus(self.session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
            self.address = str(answer[0]) if answer else ""
            sleep(0.1)
        bus, path = "org.freedesktop.DBus", "/org/freedesktop/DBus"
        self._bus_process = int(str((*self.call(bus, path, f"{bus}.GetConnectionUnixProcessID", bus), 0)[0]))
        for name in ("IsEnabled", "ScreenReaderEnabled"):
            self._gdbus(
                self.session, "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set",
                "org.a11y.Status", name, "<true>",
            )  # fmt: skip
        # A program tells only what somebody has asked to hear, and only while that one stays on the bus.
        self._listener = QDBusConnection.connectToBus(self.address, "glossator-listener")
        ask = QDBusMessage.createMethodCall(
            f"{_SPI}.Registry", "/org/a11y/atspi/registry", f"{_SPI}.Registry", "RegisterEvent"
        )
        ask.setArguments(["object:"])
        self._listener.call(ask)
        self._said = b""
        self.monitor = subprocess.Popen(
            ["stdbuf", "-oL", "dbus-monitor", "--address", self.address, f"type='signal',interface='{_SPI}.Event.Object'"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert self.monitor.stdout is not None
        os.set_blocking(self.monitor.stdout.fileno(), False)
        self._processes.append(self.monitor)

    def __enter__(self) -> Buses:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.disconnectFromBus("glossator-listener")
        for process in reversed(self._processes):
            process.kill()
            process.wait()
        if self._bus_process:
            with suppress(ProcessLookupError):
                os.kill(self._bus_process, SIGTERM)
        self._folder.cleanup()

    def call(self, name: str, path: str, method: str, *arguments: str) -> tuple[object, ...]:
        """The answer's values; () if there is none."""
        return self._gdbus(self.address, name, path, method, *arguments)

    def references(self, name: str, path: str, method: str) -> list[tuple[str, str]]:
        """Bus name and path of each object that is answered."""
        return _REFERENCE.findall(self._raw(self.address, name, path, method))

    def said(self) -> str:
        """All signals of objects since the start, as dbus-monitor writes them."""
        assert self.monitor.stdout is not None
        while (more := self.monitor.stdout.read()) is not None and more:
            self._said += more
        return self._said.decode(errors="replace")

    def _gdbus(self, address: str, name: str, path: str, method: str, *arguments: str) -> tuple[object, ...]:
        answer = self._raw(address, name, path, method, *arguments)
        if not answer:
            return ()
        plain = _TYPED.sub("", answer).replace("<", "").replace(">", "")
        plain = re.sub(r"\btrue\b", "True", re.sub(r"\bfalse\b", "False", plain))
        try:
            value = ast.literal_eval(plain)
        except (ValueError, SyntaxError):
            return (answer,)
        return value if isinstance(value, tuple) else (value,)

    def _raw(self, address: str, name: str, path: str, method: str, *arguments: str) -> str:
        command = [
            "gdbus",
            "call",
            "--address",
            address,
            "--dest",
            name,
            "--object-path",
            path,
            "--method",
            method,
            "--",
        ]
        run = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False, timeout=30)
        return run.stdout.strip()


@dataclass(frozen=True)
class Node:
    """One object of the tree."""

    buses: Buses
    name_on_bus: str
    path: str

    def children(self) -> list[Node]:
        found = self.buses.references(self.name_on_bus, self.path, f"{_SPI}.Accessible.GetChildren")
        return [Node(self.buses, name, path) for name, path in found]

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children():
            yield from child.walk()

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Each object below with the one that holds it."""
        for child in self.children():
            yield self, child
            yield from child.pairs()

    @cached_property
    def role(self) -> str:
        return str((*self._call("Accessible.GetRoleName"), "")[0])

    @cached_property
    def name(self) -> str:
        return str((*self._property("Accessible", "Name"), "")[0])

    @property
    def text(self) -> str:
        return str((*self._call("Text.GetText", "0", "-1"), "")[0])

    @property
    def caret(self) -> int:
        return int(str((*self._property("Text", "CaretOffset"), -1)[0]))

    @property
    def selection(self) -> tuple[object, ...]:
        return self._call("Text.GetSelection", "0")

    @property
    def showing(self) -> bool:
        return self._is(_SHOWING)

    @property
    def focused(self) -> bool:
        return self._is(_FOCUSED)

    def _is(self, state: int) -> bool:
        """States come as bits in two words."""
        answer = (*self._call("Accessible.GetState"), [0, 0])[0]
        low, _ = answer if isinstance(answer, list) else (0, 0)
        return bool(low >> state & 1)

    def put_caret(self, offset: int) -> None:
        self._call("Text.SetCaretOffset", str(offset))

    def _call(self, method: str, *arguments: str) -> tuple[object, ...]:
        return self.buses.call(self.name_on_bus, self.path, f"{_SPI}.{method}", *arguments)

    def _property(self, interface: str, name: str) -> tuple[object, ...]:
        method = "org.freedesktop.DBus.Properties.Get"
        return self.buses.call(self.name_on_bus, self.path, method, f"{_SPI}.{interface}", name)


def programs(buses: Buses) -> list[Node]:
    """The programs that are on the accessibility bus."""
    return Node(buses, f"{_SPI}.Registry", ROOT).children()
