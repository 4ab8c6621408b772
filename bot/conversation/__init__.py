"""Takes what arrives, one transaction a batch."""

from bot.conversation.model import Delivery, Flows, Offset, Parcel
from bot.conversation.service import Conversation

__all__ = ["Conversation", "Delivery", "Flows", "Offset", "Parcel"]
