# Sourced by what makes a program to start from: scripts/start.sh, scripts/dist.sh, packaging/Dockerfile.

# Makes serve.aot, the AOT cache of the control plane, by the Java and of the jars that it is to be used with: docs/adr/0004-cold-start.md.
# The registry's tables are there before: what makes them (Flyway) is needed once in the life of a server, and its thousand classes would be in
# the memory of each. train_server JAVA OPTIONS PROGRAM: the program's folder has server/gantry.jar and server/lib.
train_server() {
    mkdir "$3/trained"
    {
        "$1" @"$2" -cp "$3/server/*" dev.gantry.Main node list --state "$3/trained" &&
            "$1" @"$2" -XX:AOTCacheOutput="$3/serve.aot" -cp "$3/server/*" dev.gantry.ServeTraining "$3/trained"
    } >"$3/training-server.log" 2>&1 || {
        cat "$3/training-server.log" >&2
        echo "gantry: no AOT cache for the control plane, its start will be slow" >&2
    }
    rm -rf "$3/trained"
}
