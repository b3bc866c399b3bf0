"""The counter of family numbers."""

from typing import ClassVar

from django.db import models

from ggw.toegang.verklaring import Poort


class Nummerreeks(models.Model):
    """The last number given out in a year; `neem_aan()` counts on."""

    toegang: ClassVar = Poort()

    jaar = models.SmallIntegerField(primary_key=True)
    laatste = models.IntegerField(default=0)

    class Meta:
        verbose_name = "nummerreeks"
        default_permissions = ()

    def __str__(self) -> str:
        return f"Nummerreeks {self.jaar}"
