#!/bin/sh
# The first process of a lab machine, in network, mount, uts, ipc and pid namespaces of its own. Killing it is a power cut:
# the kernel ends every process of the machine and drops its mounts.
#   machine.sh power-on STATE TREE NAME   builds the machine's root from TREE and the machine's own files, and moves into it
#   machine.sh run                        then: sshd, and dockerd again whenever it ends, unless /lab/hold exists
set -eu

power_on() {
    state=$1 tree=$2 name=$3
    root=$state/root
    echo "$name" >/proc/sys/kernel/hostname
    mount -t overlay -o "lowerdir=$tree,upperdir=$state/files,workdir=$state/work" "$name" "$root"
    mount --bind "$state/data" "$root/var/lib/docker"
    mount --bind "$state/door" "$root/lab"
    mount -t proc proc "$root/proc"
    # A sysfs of this network namespace; it comes without the control groups, which engines need.
    mount -t sysfs sysfs "$root/sys"
    mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs -o mode=755 tmpfs "$root/run"
    mkdir "$root/run/old"
    cd "$root"
    pivot_root . run/old
    exec chroot . /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin sh /lab/machine.sh run
}

start_engine() {
    rm -f /run/docker.pid /lab/docker.sock
    dockerd -H unix:///run/docker.sock -H unix:///lab/docker.sock >>/var/log/dockerd.log 2>&1 &
    engine=$!
}

run() {
    umount -l /run/old
    rmdir /run/old
    mkdir -p /run/sshd /run/lock
    /usr/sbin/sshd -E /var/log/sshd.log
    engine=
    trap 'kill $engine; wait $engine; exit 0' TERM
    while :; do
        while [ -e /lab/hold ]; do sleep 0.1; done
        start_engine
        wait "$engine" || :
        sleep 0.1
    done
}

action=$1
shift
case $action in
    power-on) power_on "$@" ;;
    run) run ;;
esac
