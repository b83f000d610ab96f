"""What a preview shows: each message that went out, from which template, and in which scene."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chalicelib.content.render import Letter, Renderer

if TYPE_CHECKING:
    from chalicelib.delivery.model import Envelope, Message


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as it went out."""

    template: str  # "email/check_in", "sms/answers/kept"
    scene: str  # what it was written in answer to: "with a parked topic"
    message: Message


@dataclass(slots=True)
class Notebook:
    """Written into while a story is lived through."""

    scene: str = ""
    template: str = ""  # the last that was rendered
    shown: list[Shown] = field(default_factory=list)
    only: str = ""  # the end of a template's name; "" for all
    readers: set[str] = field(default_factory=set)  # whose messages are kept; those of nobody else

    def keep(self, message: Message) -> None:
        """Keep it, unless there is one like it from the same scene."""
        kept = {(one.template, one.scene) for one in self.shown}
        wanted = message.to in self.readers and self.template.endswith(self.only)
        if wanted and (self.template, self.scene) not in kept:
            self.shown.append(Shown(self.template, self.scene, message))


@dataclass(frozen=True)
class NotingRenderer(Renderer):
    """The real one. Notes which template it was asked for."""

    notebook: Notebook

    def email(self, name: str, /, *, discreet: bool = False, **context: Any) -> Letter:
        self.notebook.template = f"email/{name}"
        return super().email(name, discreet=discreet, **context)

    def sms(self, name: str, /, **context: Any) -> str:
        self.notebook.template = f"sms/{name}"
        return super().sms(name, **context)

    def answer(self, name: str, seed: str = "", /, **context: Any) -> str:
        self.notebook.template = f"sms/answers/{name}"
        return super().answer(name, seed, **context)


@dataclass(frozen=True, slots=True)
class KeepingSender:
    """delivery.model.Sender: what it gets is kept, and goes nowhere."""

    notebook: Notebook

    def send(self, envelope: Envelope) -> str:
        self.notebook.keep(envelope.message)
        return f"kept-{len(self.notebook.shown)}"
