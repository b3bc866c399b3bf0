"""Dates as people here write them. Years have four digits: '01-02-26' may be a birth date or a deadline.

Django adds the ISO forms (2026-11-22) to the input formats itself.
"""

SHORT_DATE_FORMAT = "d-m-Y"
SHORT_DATETIME_FORMAT = "d-m-Y H:i"
DATE_INPUT_FORMATS = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]
DATETIME_INPUT_FORMATS = ["%d-%m-%Y %H:%M", "%d-%m-%Y %H:%M:%S"]
