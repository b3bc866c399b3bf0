"""What was done in beheer stays as it was written."""

from django.db import migrations

HEEN = """
create function beheergebeurtenis_onveranderlijk() returns trigger language plpgsql as $$
begin
    raise exception 'Een beheergebeurtenis verandert niet.';
end $$;
create trigger beheergebeurtenis_onveranderlijk before update or delete on organisatie_beheergebeurtenis
    for each row execute function beheergebeurtenis_onveranderlijk();
"""
TERUG = """
drop trigger beheergebeurtenis_onveranderlijk on organisatie_beheergebeurtenis;
drop function beheergebeurtenis_onveranderlijk();
"""


class Migration(migrations.Migration):
    dependencies = [("organisatie", "0003_nodig_mensen_uit")]
    operations = [migrations.RunSQL(HEEN, TERUG)]
