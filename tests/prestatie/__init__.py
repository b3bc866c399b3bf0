"""Measurements on a large database: `make bench`. Not part of the tests; what is measured stands in docs/prestaties.md."""
