"""What several benches share. They run as single files from anywhere, so the checkout is made importable here."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent.parent))
