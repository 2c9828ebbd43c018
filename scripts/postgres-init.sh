#!/bin/bash
# Run once by the postgres image when it makes the data directory: two roles, since an application that owns its
# tables could rewrite the ledger. The owner migrates, the application works.
set -euo pipefail

# psql's :'…' quotes the value; the here-document is not expanded by the shell, nor shown in a process list.
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv owner_password HABEAS_OWNER_PASSWORD
\getenv app_password HABEAS_APP_PASSWORD
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
CREATE ROLE habeas_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE habeas_app LOGIN PASSWORD :'app_password';
CREATE DATABASE habeas OWNER habeas_owner;
REVOKE ALL ON DATABASE habeas FROM PUBLIC;
GRANT CONNECT ON DATABASE habeas TO habeas_app;
SQL
