"""A headless Chromium with the network off, driven over the DevTools protocol."""

from __future__ import annotations

import base64
import json
import struct
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-port=0",
)
PATIENCE_S = 60


@dataclass
class Seen:
    """What a page did while it was open."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class Page:
    """One tab. ``open`` first; then ask it things."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._last = 0
        self._events: list[dict[str, Any]] = []
        self.seen = Seen()
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """One command and its result; what happens meanwhile is noted."""
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=PATIENCE_S))
            if message.get("id") == self._last:
                assert "error" not in message, f"{method}: {message['error']}"
                result: dict[str, Any] = message["result"]
                return result
            self._note(message)

    def open(self, file: Path, *, width: int, height: int = 900, dark: bool = False, scripts: bool = True) -> None:
        """Load a file in a window of this size and wait until it has been drawn."""
        self.seen = Seen()
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media="", features=[feature])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self._events.clear()
        self.call("Page.navigate", url=file.resolve().as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self._events):
            self._note(json.loads(self._socket.recv(timeout=PATIENCE_S)))
        self.call("Emulation.setScriptExecutionDisabled", value=False)
        # Two frames on, the map has been laid out and the observers have spoken.
        self.ask("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")

    def ask(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page; promises are awaited."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def picture(self, *, whole: bool = False) -> bytes:
        """A PNG of the window, or of the whole page."""
        found = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(found["data"])

    def paper(self) -> bytes:
        """The page as a PDF."""
        return base64.b64decode(self.call("Page.printToPDF", printBackground=True, preferCSSPageSize=True)["data"])

    def _note(self, message: dict[str, Any]) -> None:
        method, params = message.get("method", ""), message.get("params", {})
        if "method" in message:
            self._events.append(message)
        if method == "Network.requestWillBeSent":
            self.seen.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.seen.complaints.append(str(params["exceptionDetails"].get("exception", params["exceptionDetails"])))
        elif method == "Log.entryAdded" and params["entry"]["level"] in {"error", "warning"}:
            self.seen.complaints.append(params["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" and params["type"] in {"error", "warning", "assert"}:
            self.seen.complaints.append(str(params["args"]))


@contextmanager
def browsing(program: str, profile: Path) -> Iterator[Page]:
    """A browser with a fresh profile and one tab, ended afterwards."""
    process = subprocess.Popen(
        [program, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    try:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if line.startswith("DevTools listening on "):
                break
        else:
            raise AssertionError("Chromium did not start: " + "".join(said[-5:]))
        address = said[-1].removeprefix("DevTools listening on ").strip()
        with connect(address, max_size=None, proxy=None, open_timeout=PATIENCE_S) as socket:
            target = _call(socket, 1, "Target.createTarget", url="about:blank")["targetId"]
        tab = address.split("/devtools/", maxsplit=1)[0] + f"/devtools/page/{target}"
        with connect(tab, max_size=None, proxy=None, open_timeout=PATIENCE_S) as socket:
            yield Page(socket)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


def _call(socket: ClientConnection, number: int, method: str, **params: object) -> dict[str, Any]:
    socket.send(json.dumps({"id": number, "method": method, "params": params}))
    while True:
        message = json.loads(socket.recv(timeout=PATIENCE_S))
        if message.get("id") == number:
            result: dict[str, Any] = message["result"]
            return result


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and rows of RGB bytes of an 8-bit PNG without interlacing, as browsers write it."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, parts, head = 8, [], b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        head = body if kind == b"IHDR" else head
        if kind == b"IDAT":
            parts.append(body)
        at += size + 12
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", head)
    assert (depth, interlaced) == (8, 0)
    each = {2: 3, 6: 4}[colour]
    data, rows, before = zlib.decompress(b"".join(parts)), [], bytes(width * each)
    for y in range(height):
        start = y * (width * each + 1)
        before = _unfiltered(data[start], bytearray(data[start + 1 : start + 1 + width * each]), before, each)
        rows.append(before if each == 3 else b"".join(before[x : x + 3] for x in range(0, len(before), 4)))
    return width, height, rows


def _unfiltered(kind: int, row: bytearray, above: bytes, each: int) -> bytes:
    """One row of a PNG with its filter taken back (PNG specification, section 9)."""
    for i in range(len(row)):
        left = row[i - each] if i >= each else 0
        up, corner = above[i], above[i - each] if i >= each else 0
        if kind == 1:
            row[i] = (row[i] + left) & 255
        elif kind == 2:
            row[i] = (row[i] + up) & 255
        elif kind == 3:
            row[i] = (row[i] + (left + up) // 2) & 255
        elif kind == 4:
            guess = left + up - corner
            near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))
            row[i] = (row[i] + near[2]) & 255
    return bytes(row)


def count_colour(png: bytes, colour: tuple[int, int, int], within: int = 24) -> int:
    """How many pixels are within this much of a colour, channel by channel."""
    _, _, rows = pixels(png)
    found = 0
    for row in rows:
        for i in range(0, len(row), 3):
            if (
                abs(row[i] - colour[0]) <= within
                and abs(row[i + 1] - colour[1]) <= within
                and abs(row[i + 2] - colour[2]) <= within
            ):
                found += 1
    return found
