#!/bin/sh
# Answers on the ports of $STAND_IN_PORTS with the files of /srv/$STAND_IN. Arguments are the real program's: left aside.
trap 'exit 0' TERM INT
for port in $STAND_IN_PORTS; do
    httpd -f -p "$port" -h "/srv/$STAND_IN" &
done
echo "a stand-in for $STAND_IN: it answers on $STAND_IN_PORTS, and does nothing else"
wait
