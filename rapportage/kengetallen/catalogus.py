"""All figures, in order of showing. What a number says stands in `definitie`; how it is counted in the function behind it.

Only whole months, quarters and years that are over are counted. Where nothing was counted there is no row: for a count that is 0.
"""

from __future__ import annotations

from rapportage.kengetallen.gezinsgetallen import GEZINNEN, MIDDELEN
from rapportage.kengetallen.hulpgetallen import HULPGETALLEN
from rapportage.kengetallen.soorten import Kengetal

KENGETALLEN: tuple[Kengetal, ...] = (*GEZINNEN, *HULPGETALLEN, *MIDDELEN)
PER_CODE = {kengetal.code: kengetal for kengetal in KENGETALLEN}
