"""Nouns of the plan: edition and tree, instruments, frameworks, figures, and how the plan was made."""

from portici.plan.models.change import EditionChange, NodeOrigin
from portici.plan.models.edition import Edition, Level, Marker, Phase, Plan
from portici.plan.models.figure import Figure, Inconsistency
from portici.plan.models.framework import Alignment, Framework, Topic
from portici.plan.models.instrument import (
    Instrument,
    InstrumentKind,
    InstrumentLine,
    InstrumentMention,
)
from portici.plan.models.tree import EditionNode, Node, NodeMarker

__all__ = [
    "Alignment",
    "Edition",
    "EditionChange",
    "EditionNode",
    "Figure",
    "Framework",
    "Inconsistency",
    "Instrument",
    "InstrumentKind",
    "InstrumentLine",
    "InstrumentMention",
    "Level",
    "Marker",
    "Node",
    "NodeMarker",
    "NodeOrigin",
    "Phase",
    "Plan",
    "Topic",
]
