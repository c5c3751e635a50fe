"""The peers and wrk, from Debian packages that are unpacked and not installed, and the benchmark's own C programs. All of them below one folder."""
import os
import pathlib
import shutil
import subprocess

here = pathlib.Path(__file__).resolve().parent
STABLE = ("nginx", "haproxy", "wrk")
SID = "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian sid main\n"


def run(*words, **more):
    ended = subprocess.run(words, capture_output=True, text=True, **more)
    if ended.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, words))}: exit code {ended.returncode}\n{ended.stderr}")
    return ended.stdout


def download(folder):
    """What this machine's own release has, and what it lacks for it; Caddy from sid, as the release's is years old."""
    archives = folder / "archives"
    (archives / "partial").mkdir(parents=True)
    run("apt-get", "-qy", "-o", f"Dir::Cache::archives={archives}", "--no-install-recommends", "--download-only", "--reinstall", "install", *STABLE)
    (folder / "lists" / "partial").mkdir(parents=True)
    (folder / "sources.list").write_text(SID)
    sid = ["-q", "-o", f"Dir::Etc::sourcelist={folder}/sources.list", "-o", "Dir::Etc::sourceparts=-", "-o", f"Dir::State::lists={folder}/lists"]
    sid += ["-o", f"Dir::Cache={folder}", "-o", "Acquire::Languages=none", "-o", "APT::Sandbox::User=root"]
    run("apt-get", *sid, "update")
    run("apt-get", *sid, "download", "caddy", cwd=archives)
    shutil.rmtree(folder / "lists")
    return sorted(archives.glob("*.deb"))


def peers(folder):
    """Downloads them once. Sets the folders of their libraries."""
    root = folder / "root"
    if not root.is_dir():
        shutil.rmtree(folder / "debs", ignore_errors=True)
        half = folder / "root.new"
        for package in download(folder / "debs"):
            run("dpkg-deb", "-x", package, half)
        half.rename(root)
    os.environ["LD_LIBRARY_PATH"] = str(root / "usr/lib/x86_64-linux-gnu")
    return root


def versions(root):
    nginx = subprocess.run([root / "usr/sbin/nginx", "-v"], capture_output=True, text=True).stderr.split("/")[-1].split()[0]
    haproxy = run(root / "usr/sbin/haproxy", "-v").split()[2].split("-")[0]
    caddy = run(root / "usr/bin/caddy", "version").split()[0].lstrip("v")
    return {"nginx": nginx, "haproxy": haproxy, "caddy": caddy}


def own(folder):
    for name in ("upstream", "load"):
        run("gcc", "-O2", "-Wall", "-o", folder / name, here / f"{name}.c")
