"""What is driven here is the bus of the integration tests."""

import sys
from pathlib import Path

SHOP = Path(__file__).parents[1] / "integration"
sys.path.insert(0, str(SHOP))
