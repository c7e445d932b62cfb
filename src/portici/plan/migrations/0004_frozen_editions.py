"""The database itself refuses to change an approved edition, on both engines."""

from django.db import migrations

from portici.plan.migrations._freezing import freeze, thaw


class Migration(migrations.Migration):
    dependencies = [("plan", "0003_identities")]

    operations = [migrations.RunPython(freeze, thaw)]
