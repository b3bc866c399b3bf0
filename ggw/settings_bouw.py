"""Only to collect static files while an image is built: the real storage, and no secret of anybody."""

from ggw import proefomgeving  # noqa: F401  (fills the environment, so it comes first)
from ggw.settings import *  # noqa: F403
