def test_eigen_gezin_is_te_zien(als, fatima, gezin, moeder):
    antwoord = als(fatima).get(gezin.get_absolute_url())
    assert antwoord.status_code == 200
    assert "De Boer–El Amrani" in antwoord.content.decode()


def test_gezin_van_ander_team_bestaat_niet(als, fatima, ander_gezin):
    assert als(fatima).get(ander_gezin.get_absolute_url()).status_code == 404
