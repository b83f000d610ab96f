"""From the page to a PDF, by the browser that is on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from workbench.errors import WorkbenchError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_A_MAC = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
LONGEST = 60  # seconds


class PrintingError(WorkbenchError):
    """There is no PDF; the message says how to get one."""


def print_pdf(page: Path, pdf: Path, browser: str | None = None) -> None:
    """`browser`: its program, else whichever is found. Raises PrintingError."""
    program = browser or found_browser()
    by_hand = f"Open {page} in any browser and print it, without margins."
    if program is None:
        raise PrintingError(f"There is no Chromium or Chrome here to make the PDF. {by_hand}")
    with TemporaryDirectory() as profile:
        words = [program, "--headless", "--disable-gpu", f"--user-data-dir={profile}"]
        words += ["--no-sandbox"] if os.geteuid() == 0 else []  # as root it does not start with one
        words += ["--no-pdf-header-footer", f"--print-to-pdf={pdf.resolve()}", page.as_uri()]
        try:
            subprocess.run(words, check=True, capture_output=True, timeout=LONGEST)
        except (OSError, subprocess.SubprocessError) as error:
            raise PrintingError(f"{program} made no PDF. {by_hand}") from error


def found_browser() -> str | None:
    on_the_path = (shutil.which(name) for name in NAMES)
    on_a_mac = (str(path) for path in ON_A_MAC if path.exists())
    return next((one for one in (*on_the_path, *on_a_mac) if one), None)
