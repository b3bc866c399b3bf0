from ggw.database.base import DatabaseWrapper


def test_alleen_een_webproces_laat_zonder_waarden_plannen(settings, monkeypatch):
    vast = settings.DATABASES["default"] | {"OPTIONS": {}, "TIME_ZONE": None}
    assert "options" not in DatabaseWrapper(vast, "ander").get_connection_params()
    monkeypatch.setattr(DatabaseWrapper, "is_web", True)
    assert "force_generic_plan" in DatabaseWrapper(vast, "ander").get_connection_params()["options"]
