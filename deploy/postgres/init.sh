#!/bin/sh
# Runs once, when PostgreSQL's folder is empty: users and databases of the suite. Passwords come by the environment and are not arguments.
set -eu

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'END'
\getenv oee OEE_PASSWORD
\getenv auth AUTH_PASSWORD
\getenv keycloak KEYCLOAK_PASSWORD
\getenv reader READER_PASSWORD
CREATE ROLE oee LOGIN PASSWORD :'oee';
CREATE ROLE oee_auth LOGIN PASSWORD :'auth';
CREATE ROLE keycloak LOGIN PASSWORD :'keycloak';
CREATE ROLE oee_reader LOGIN PASSWORD :'reader' CONNECTION LIMIT 10;
CREATE DATABASE keycloak OWNER keycloak;
REVOKE CONNECT ON DATABASE keycloak FROM PUBLIC;
REVOKE CONNECT ON DATABASE oee FROM PUBLIC;
GRANT CONNECT, CREATE ON DATABASE oee TO oee;
GRANT CONNECT ON DATABASE oee TO oee_auth, oee_reader;
ALTER SCHEMA public OWNER TO oee;
-- what auth-service knows is closed to all others
CREATE SCHEMA auth AUTHORIZATION oee_auth;
-- Grafana reads what oee-analytics-service stores, and writes nothing
GRANT USAGE ON SCHEMA public TO oee_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE oee IN SCHEMA public GRANT SELECT ON TABLES TO oee_reader;
ALTER ROLE oee_reader SET default_transaction_read_only = on;
ALTER ROLE oee_reader SET statement_timeout = '30s';
END
