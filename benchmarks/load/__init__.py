"""A small, fast Bot API server that plays scripted people: the load of the benchmarks and of the soak tests."""

from benchmarks.load.faults import Fault, FaultKind
from benchmarks.load.script import Expect, Press, Say, Script, Think
from benchmarks.load.server import LoadServer
from benchmarks.load.tally import Repeat, Tally

__all__ = ["Expect", "Fault", "FaultKind", "LoadServer", "Press", "Repeat", "Say", "Script", "Tally", "Think"]
