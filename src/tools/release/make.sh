#!/usr/bin/env bash
# make.sh JAR VERSION [DATABASE]: runs a release's jar, leaves instances at its wait states, and keeps the database it leaves for
# UpgradeTest: H2's, or that of an empty PostgreSQL database, given as postgresql://USER@HOST:PORT/NAME (without a password).
set -euo pipefail
jar=$(realpath "$1"); version=$2; postgres=${3:-}; port=${PORT:-8132}
here=$(cd "$(dirname "$0")" && pwd); project=$(cd "$here/../../.." && pwd)
key=$(sed -n "s/^  keyset: '\(.*\)'/\1/p" "$project/src/test/resources/application-test.yaml")
work=$(mktemp -d); server=
trap 'test -z "$server" || kill $server 2> /dev/null || true; rm -rf "$work"' EXIT
cd "$work"
mkdir -p BOOT-INF/classes/demo
{ cat "$project/src/main/resources/demo/people.csv"
  for i in $(seq -w 1 22); do
    manager=$(echo supervisor othersupervisor cover | cut -d' ' -f$(( (10#$i - 1) % 3 + 1 )))
    echo "w$i,Worker $i,w$i@example.org,$manager,Children and Families,SOCIAL_WORKER,EXPERIENCED,2022-01-10,MON TUE WED THU FRI,1.0,FIELDWORK"
  done; } > BOOT-INF/classes/demo/people.csv
cp "$jar" app.jar && unzip -q -j app.jar 'BOOT-INF/lib/h2-*.jar'
h2=$(echo "$work"/h2-*.jar)
zip -q -u app.jar BOOT-INF/classes/demo/people.csv
database=()
if [ -n "$postgres" ]; then
  user=${postgres#postgresql://}
  database=("--spring.datasource.url=jdbc:postgresql://${postgres#*@}" "--spring.datasource.username=${user%%@*}")
fi
java -jar app.jar --spring.profiles.active=demo --server.port="$port" --supervision.encryption.keyset-file= \
  "--supervision.encryption.keyset=$key" "${database[@]}" > run.log 2>&1 & server=$!
until grep -q 'Started Supervision' run.log; do kill -0 $server || { tail -20 run.log; exit 1; }; sleep 2; done
BASE=http://localhost:$port python3 "$here/walk.py"
kill $server; wait $server || true; server=
kept=$project/src/test/resources/released/$version
mkdir -p "$kept"
if [ -n "$postgres" ]; then
  psql -q -v ON_ERROR_STOP=1 -f "$here/trim.sql" "$postgres"
  # what psql alone understands, and what would empty the connection's search path, is left out
  pg_dump --inserts --no-owner --no-privileges "$postgres" | grep -v -e '^\\' -e "set_config('search_path'" \
    | gzip -9n > "$kept/postgres.sql.gz"
else
  url=jdbc:h2:file:$work/data/supervision
  java -cp "$h2" org.h2.tools.RunScript -url "$url" -user sa -password "" -script "$here/trim.sql"
  java -cp "$h2" org.h2.tools.Script -url "$url" -user sa -password "" -script database.sql -options nosettings
  gzip -9nc database.sql > "$kept/database.sql.gz"
fi
