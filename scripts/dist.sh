#!/bin/sh
# Makes target/gantry-VERSION-SYSTEM-MACHINE.tar.gz: a copy of Gantry to unpack anywhere on machines of this kind. It wants nothing there,
# neither Java nor a checkout, and asks at no start whether a source is newer.
# Called by ./dev with the checkout's folder.
set -eu
here=$1
. "$here/scripts/jdk.sh"
. "$here/scripts/train-server.sh"

# What jdeps finds that the control plane and its libraries use, java.* as a whole.
modules=java.se,jdk.unsupported,jdk.jfr

version=$("$here/gantry" version)
{ read -r build && read -r _ && read -r option && read -r _; } <"$here/target/start/current"
[ -d "$build/runtime" ] || {
    echo "gantry: this JDK makes no runtimes, see $build/jlink.log; with another one: JAVA_HOME=… ./dev dist" >&2
    exit 69
}
name=gantry-${version##* }-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
copy=$here/target/dist/$name
rm -rf "$copy"
mkdir -p "$copy/scripts" "$copy/program"
cp -p "$here/gantry" "$here/LICENSE" "$here/README.md" "$here/CHANGELOG.md" "$copy/"
cp -p "$here/scripts/serve.options" "$copy/scripts/"
cp -Rp "$here/examples" "$copy/"
# With their times: an AOT cache belongs to one jar and one runtime.
cp -Rp "$build/gantry.jar" "$build/gantry.aot" "$build/brief.aot" "$build/ps.aot" "$build/runtime" "$build/server" "$copy/program/"
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$copy/program/jdk"
train_server "$copy/program/jdk/bin/java" "$here/scripts/serve.options" "$copy/program"
rm -f "$copy/program/training-server.log"
printf '%s\n' program program/runtime/bin/java "$option" program/jdk/bin/java >"$copy/program/current"
tar -C "$here/target/dist" -czf "$here/target/$name.tar.gz" "$name"
echo "$here/target/$name.tar.gz"
