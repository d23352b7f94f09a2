"""Breaks right programs the way people do: each operator stands for a kind of mistake."""

from __future__ import annotations

from grader.tests.mutation.learners import cancels, failures, limits, values, waiting
from grader.tests.mutation.learners.kinds import Kind
from grader.tests.mutation.mutations import Operator

STAND_FOR: dict[Operator, Kind] = values.OPERATORS | limits.OPERATORS | failures.OPERATORS | cancels.OPERATORS | waiting.OPERATORS
OPERATORS: tuple[Operator, ...] = tuple(STAND_FOR)
KINDS = {operator.__name__: kind for operator, kind in STAND_FOR.items()}
"""The kinds, by the operators' names."""
