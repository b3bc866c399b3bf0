"""A referral as one standard file, `ggw-verwijzing` version 1: what goes out, and the progress that comes back.

The format is `verwijzing-1.json` beside this file, published at /schema/verwijzing-1.json and explained in docs/uitwisselen.md.
"""
