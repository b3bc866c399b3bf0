"""What a provider reported stays as it was reported."""

from django.db import migrations

HEEN = """
create function wachtopgave_onveranderlijk() returns trigger language plpgsql as $$
begin
    raise exception 'Een wachtopgave verandert niet: een nieuwe komt ernaast.';
end $$;
create trigger wachtopgave_onveranderlijk before update or delete on spic_wachtopgave
    for each row execute function wachtopgave_onveranderlijk();
"""
TERUG = """
drop trigger wachtopgave_onveranderlijk on spic_wachtopgave;
drop function wachtopgave_onveranderlijk();
"""


class Migration(migrations.Migration):
    dependencies = [("spic", "0005_maak_aanbod")]
    operations = [migrations.RunSQL(HEEN, TERUG)]
