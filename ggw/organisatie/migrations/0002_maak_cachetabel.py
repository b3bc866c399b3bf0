"""The table of Django's database cache: rate limits must survive an emptied Redis."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisatie", "0001_begin")]

    operations = [
        migrations.RunSQL(
            """
            create table django_cache (
                cache_key varchar(255) not null primary key, value text not null, expires timestamptz not null
            );
            create index django_cache_expires on django_cache (expires);
            """,
            "drop table django_cache",
        )
    ]
