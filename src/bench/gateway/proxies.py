"""The proxies: what each is told, and what it takes."""
import os
import pathlib
import socket
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")
NGINX = """daemon off;
worker_processes 1;
worker_rlimit_nofile {files};
pid {folder}/nginx.pid;
error_log {folder}/nginx.err;
events {{ worker_connections {files}; }}
http {{
    access_log {folder}/nginx.log combined buffer=64k flush=1s;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    keepalive_requests 1000000000;
    upstream servers {{
        server 127.0.0.1:{upstream};
        keepalive 512;
        keepalive_requests 1000000000;
    }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location / {{
            proxy_pass http://servers;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffering off;
        }}
    }}
}}
"""
HAPROXY = """global
    nbthread 1
    maxconn {streams}
    log stdout len 1024 format raw local0
defaults
    mode http
    log global
    option httplog
    timeout connect 3s
    timeout client 600s
    timeout server 600s
frontend clients
    bind 127.0.0.1:{port} backlog 4096
    default_backend servers
backend servers
    server one 127.0.0.1:{upstream}
"""
CADDY = """{{
    admin off
    auto_https off
    persist_config off
}}
http://:{port} {{
    bind 127.0.0.1
    log {{
        output file {folder}/caddy.log {{
            roll_disabled
        }}
    }}
    reverse_proxy 127.0.0.1:{upstream}
}}
"""


def free_port():
    """Below the ports that connections get."""
    for port in range(21000, 32000):
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if port not in given and one.connect_ex(("127.0.0.1", port)) != 0:
                given.add(port)
                return port
    raise SystemExit("no free port")


given = set()


class Program:
    """One that runs, with its children."""

    def __init__(self, name, port, words, folder, **more):
        self.name, self.port, self.output = name, port, folder / f"{name}.out"
        with open(self.output, "wb") as out:
            self.process = subprocess.Popen([str(word) for word in words], stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=folder, **more)

    def ids(self):
        parents = {}
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                pass  # it has just ended
        found = [self.process.pid]
        for one in found:
            found += [child for child, parent in parents.items() if parent == one]
        return found

    def cpu(self):
        """Seconds so far."""
        fields = [pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split() for one in self.ids()]
        return sum(int(one[11]) + int(one[12]) for one in fields) / TICKS

    def memory(self):
        """Bytes; what processes share counts once."""
        lines = [line for one in self.ids() for line in pathlib.Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()]
        return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def answers(program, request, patience=60):
    """Waits until a request is served; the request is what a client sends, as bytes."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if program.process.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", program.port), 5) as one:
                one.sendall(request)
                answer = one.recv(4096)
                if answer.startswith(b"HTTP/1.1 200") and b"chatcmpl" in answer:
                    return program
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"{program.name} does not answer; see {program.output}")


def simple(folder, name, template, words, **values):
    """A proxy that one file configures."""
    port = free_port()
    (folder / f"{name}.conf").write_text(template.format(folder=folder, port=port, **values))
    return Program(name, port, words, folder, env={**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)})


def nginx(folder, root, upstream, streams, files):
    return simple(folder, "nginx", NGINX, [root / "usr/sbin/nginx", "-p", folder, "-e", folder / "nginx.err", "-c", folder / "nginx.conf"], upstream=upstream, files=files)


def haproxy(folder, root, upstream, streams, files):
    return simple(folder, "haproxy", HAPROXY, [root / "usr/sbin/haproxy", "-db", "-f", folder / "haproxy.conf"], upstream=upstream, streams=streams)


def caddy(folder, root, upstream, streams, files):
    return simple(folder, "caddy", CADDY, [root / "usr/bin/caddy", "run", "--config", folder / "caddy.conf", "--adapter", "caddyfile"], upstream=upstream)


def gantry(folder, program, upstream):
    """The server, and a key for it."""
    state = ["--state", folder / "state"]
    port = free_port()

    def call(*words):
        ended = subprocess.run([program, *map(str, words), *map(str, state)], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if ended.returncode != 0:
            raise SystemExit(f"gantry {words[0]}: {ended.stderr}")
        return ended.stdout

    call("node", "add", "here", "127.0.0.1", "--allow-local", "--service", f"chat=openai:{upstream},model=tiny,slots=100000")
    key = call("key", "create", "bench").strip()
    serving = Program("gantry", port, [program, "serve", "--listen", f"127.0.0.1:{port}", "--allow-local", "--access-log", folder / "gantry.log", *state], folder)
    return serving, key
