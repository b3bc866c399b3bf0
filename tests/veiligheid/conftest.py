from tests.plannen import concept, plan  # noqa: F401  (fixtures)
