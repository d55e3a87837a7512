"""The registry lives on: names, Träger and borders change on a day, centres merge or end, and say „stimmt noch“."""
