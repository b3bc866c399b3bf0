-- What a backup holds: whether it is an example, and the number of rows of each table. For psql; inside a transaction it is one moment.
\pset format unaligned
\pset tuples_only on
select 'voorbeeld', exists (
    select from pg_db_role_setting join pg_database d on d.oid = setdatabase
     where d.datname = current_database() and setrole = 0 and 'ggw.voorbeeld=ja' = any (setconfig));
select format('select %L, count(*) from %I.%I', schemaname || '.' || tablename, schemaname, tablename)
  from pg_tables where schemaname in ('public', 'partner') order by schemaname, tablename collate "C" \gexec
