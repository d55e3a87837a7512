"""The Länder under the name the registry knows them by; the list itself belongs to the floor below."""

from campaign.laender import LAENDER, Land, in_land

__all__ = ["LAENDER", "Land", "in_land"]
