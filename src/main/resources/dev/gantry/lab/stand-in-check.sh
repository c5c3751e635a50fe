#!/bin/sh
# In place of the real program's own client: asks every port that is to answer.
for port in $STAND_IN_PORTS; do
    wget -q -O /dev/null "http://127.0.0.1:$port/" || exit 1
done
echo "the stand-in for $STAND_IN answers"
