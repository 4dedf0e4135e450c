"""The agencies' kit is a distribution of its own; here it is tested from its folder."""

import sys
from pathlib import Path

KIT = Path(__file__).parents[3] / "subscriber"
sys.path.insert(0, str(KIT))
