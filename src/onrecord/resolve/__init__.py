"""From the words of a source to the person, organisation or group behind them."""

from onrecord.resolve.entities import Resolution
from onrecord.resolve.within import explain, resolve

__all__ = ["Resolution", "explain", "resolve"]
