"""How story pictures are shown: 4:5, on cards and large."""

from campaign.media.renditions import Use

# Sizes shared by both are made once; between small and large a phone with a fine screen finds its own.
CARD = Use(("fill-320x400", "fill-480x600", "fill-720x900"), plain="fill-480x600")
STORY = Use(("fill-480x600", "fill-720x900", "fill-960x1200"), plain="fill-960x1200")
