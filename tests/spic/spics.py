"""Combinations of the example catalogue, for tests of referrals."""

from django.utils import timezone

from spic.models import Spic


def een_spic(segment="B", nr=0, *, crisis=False):
    """A combination that may be chosen today."""
    rijen = Spic.objects.te_verwijzen(timezone.localdate()).filter(segment__code=segment, profiel__crisis=crisis)
    return rijen[nr]
