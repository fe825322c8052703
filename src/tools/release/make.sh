#!/usr/bin/env bash
# make.sh JAR VERSION: runs a release's jar, leaves instances at its wait states, and keeps the database it leaves for UpgradeTest.
set -euo pipefail
jar=$(realpath "$1"); version=$2; port=${PORT:-8132}
here=$(cd "$(dirname "$0")" && pwd); project=$here/../../..
key=$(sed -n "s/^  keyset: '\(.*\)'/\1/p" "$project/src/test/resources/application-test.yaml")
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
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
java -jar app.jar --spring.profiles.active=demo --server.port="$port" --supervision.encryption.keyset-file= \
  "--supervision.encryption.keyset=$key" > run.log 2>&1 & server=$!
until grep -q 'Started Supervision' run.log; do kill -0 $server; sleep 2; done
BASE=http://localhost:$port python3 "$here/walk.py"
kill $server; wait $server || true
url=jdbc:h2:file:$work/data/supervision
java -cp "$h2" org.h2.tools.RunScript -url "$url" -user sa -password "" -script "$here/trim.sql"
java -cp "$h2" org.h2.tools.Script -url "$url" -user sa -password "" -script database.sql -options nosettings
mkdir -p "$project/src/test/resources/released/$version"
gzip -9nc database.sql > "$project/src/test/resources/released/$version/database.sql.gz"
