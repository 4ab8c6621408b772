"""Takes what arrives, one transaction a batch."""

from bot.conversation.model import Delivery, Flows, Offset, Parcel
from bot.conversation.service import Talk

__all__ = ["Delivery", "Flows", "Offset", "Parcel", "Talk"]
