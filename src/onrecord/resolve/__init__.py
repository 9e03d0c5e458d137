"""From the words of a source to the person, organisation or group behind them."""

from onrecord.resolve.across import entity_key
from onrecord.resolve.entities import Resolution
from onrecord.resolve.within import explain, resolve

__all__ = ["Resolution", "entity_key", "explain", "resolve"]
