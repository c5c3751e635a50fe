# Sets JAVA_HOME to a JDK 25 or newer, or says which package to install. Sourced by ./dev and ./gantry; forks nothing when
# JAVA_HOME is right already.
gantry_find_jdk() {
    for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*-25-* /usr/lib/jvm/*25* /opt/homebrew/opt/openjdk@25 /Library/Java/JavaVirtualMachines/*25*/Contents/Home "$HOME"/.sdkman/candidates/java/25*; do
        if [ -x "$candidate/bin/javac" ] && [ -r "$candidate/release" ]; then
            while IFS= read -r line; do
                case $line in
                    JAVA_VERSION=\"2[5-9]* | JAVA_VERSION=\"[3-9][0-9]*)
                        JAVA_HOME=$candidate
                        return 0 ;;
                esac
            done <"$candidate/release"
        fi
    done
    echo "Gantry needs a JDK 25 and found none." >&2
    echo "Install one: apt-get install openjdk-25-jdk (Debian 13 backports, Ubuntu 26.04), temurin-25-jdk (adoptium.net), brew install openjdk@25" >&2
    return 1
}
gantry_find_jdk || exit 69
