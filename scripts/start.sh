#!/bin/sh
# Makes what ./gantry starts from: target/start/<n> with one jar, a small Java runtime and its AOT caches, server/ with
# the jars of `gantry serve`, and an AOT cache for that.
# Called by ./gantry with the checkout's folder when there is none, or when a source is newer. Only one at a time builds;
# the others wait for it. The finished folder is published by one rename, so nobody ever starts from half a build.
set -eu
here=$1
start=$here/target/start
lock=$here/target/start.lock

unlock() {
    rm -f "$lock/owner"
    rmdir "$lock" 2>/dev/null || true
}

# The lock is a folder, which every system makes atomically; one whose owner has died is taken over.
take_lock() {
    mkdir -p "$start"
    until mkdir "$lock" 2>/dev/null; do
        owner=
        { read -r owner <"$lock/owner"; } 2>/dev/null || true
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            unlock
        else
            sleep 1
        fi
    done
    trap unlock EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    echo $$ >"$lock/owner"
}

# Whether any source is newer than the file; a build that somebody else has just made will do.
newer_than() {
    [ ! -f "$1" ] || [ -n "$(find "$here/pom.xml" "$here/src/main" -newer "$1" -print 2>/dev/null | head -n 1)" ]
}

up_to_date() {
    { read -r build && read -r _ && read -r _ && read -r _; } 2>/dev/null <"$start/current" && [ -f "$build/stamp" ] && ! newer_than "$build/stamp"
}

package() {
    command -v mvn >/dev/null 2>&1 || {
        echo "Gantry is built with Maven, which is missing. Install it: apt-get install maven, brew install maven" >&2
        exit 69
    }
    echo "building Gantry, once" >&2
    rm -rf "$here/target/lib" # else a library's older version stays beside the newer
    (cd "$here" && MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" mvn -B -q --no-transfer-progress -Dmaven.test.skip=true -Dspotless.check.skip=true package) >"$next/maven.log" 2>&1 || {
        cat "$next/maven.log" >&2
        rm -rf "$next"
        echo "gantry: the build failed" >&2
        exit 70
    }
}

# The same program and its libraries in one jar, with what Java would make anew in every process written out; of the last
# library only what is used: docs/adr/0004-cold-start.md, 0009-bouncy-castle.md.
lower() {
    "$JAVA_HOME/bin/java" $flags -cp "$here/target/gantry.jar" dev.gantry.start.LowerJar \
        "$next/gantry.jar" "$here/target/gantry.jar" "$here"/target/lib/snakeyaml-engine-*.jar "$here"/target/lib/gson-*.jar \
        -- "$here"/target/lib/bcprov-*.jar
}

# Copies, so that a server goes on while the next build is made. The jar names its libraries in an order of its own: an AOT cache is good
# for one class path, and a folder's order is the file system's.
serving() {
    mkdir -p "$next/server/lib"
    cp "$here/target/gantry.jar" "$next/server/"
    cp "$here"/target/lib/*.jar "$next/server/lib/"
}

# A runtime of only the modules that Gantry needs starts sooner. Some JDKs come without jlink's needs: theirs must do.
runtime() {
    java=$JAVA_HOME/bin/java
    if "$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages \
        --output "$next/runtime" >"$next/jlink.log" 2>&1; then
        java=$next/runtime/bin/java
        # The first random number or hash of a process reads these settings; nearly all of it is comments.
        settings=$next/runtime/conf/security/java.security
        grep -v -e '^#' -e '^$' "$settings" >"$settings.short" && mv -f "$settings.short" "$settings"
    fi
}

# What is loaded, linked and verified in these runs is so in every later one. A start links all that its cache has, needed or not:
# short commands have one of their own, and so has ps of one project. train CACHE
train() {
    HOME=/dev/null XDG_STATE_HOME=/dev/null/state DOCKER_HOST=unix://$next/$1.sock GANTRY_SSH=false \
        "$java" $flags "$option" -Djdk.reflect.useNativeAccessorOnly=true -XX:AOTCacheOutput="$next/$1.aot" -Xbootclasspath/a:"$next/gantry.jar" dev.gantry.Training "$here" "$next/$1.sock" "$1" >"$next/training-$1.log" 2>&1 ||
        echo "gantry: no AOT cache, starts will be slow; see $next/training-$1.log" >&2
    rm -f "$next/$1.sock"
}

publish() {
    printf '%s\n%s\n%s\n%s\n' "$next" "$java" "$option" "$JAVA_HOME/bin/java" >"$start/current.new"
    mv -f "$start/current.new" "$start/current"
    # The one before may still be running.
    for old in "$start"/[0-9]*; do
        case $old in
            "$next" | "${build:-}") ;;
            *) rm -rf "$old" ;;
        esac
    done
}

# The one that the JDK takes by itself, but for a search through all jars for others.
case $(uname -s) in
    Darwin) selectors=KQueueSelectorProvider ;;
    *) selectors=EPollSelectorProvider ;;
esac
option=-Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.$selectors

# java.logging: Bouncy Castle names it (docs/adr/0009-bouncy-castle.md).
modules=java.base,java.logging
flags='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData'
. "$here/scripts/jdk.sh"
. "$here/scripts/train-server.sh"
export JAVA_HOME
take_lock
if up_to_date; then
    exit 0
fi
next=$start/$(date +%s)-$$
mkdir -p "$next"
touch "$next/stamp"
if newer_than "$here/target/gantry.jar"; then
    package
else
    touch -r "$here/target/gantry.jar" "$next/stamp"
fi
lower
serving
train_server "$JAVA_HOME/bin/java" "$here/scripts/serve.options" "$next" &
runtime
train ps
train brief
train gantry
wait
publish
