-- Run once, by the empty database's first start: what Supabase's image does not make by itself.
\set password `echo "$POSTGRES_PASSWORD"`

-- The roles of the services that connect with POSTGRES_PASSWORD, as far as the image has them.
SELECT format('ALTER ROLE %I WITH PASSWORD %L', rolname, :'password')
FROM pg_roles
WHERE rolname IN ('authenticator', 'pgbouncer', 'supabase_admin', 'supabase_auth_admin',
                  'supabase_functions_admin', 'supabase_storage_admin')
\gexec

CREATE SCHEMA IF NOT EXISTS _realtime;

-- Of analytics and the pooler; of the apps, one each.
CREATE DATABASE _supabase;
CREATE DATABASE n8n;
CREATE DATABASE langfuse;

\connect _supabase
CREATE SCHEMA IF NOT EXISTS _analytics;
CREATE SCHEMA IF NOT EXISTS _supavisor;
