"""An engine that makes nothing and writes down what it was asked to make.

It speaks as much of the Engine API as `docker compose create` and `gantry up --no-start` need, on a Unix socket. Every image is there,
and so is what `externals` names. Ids follow from names, so that two programs which ask for the same things get the same answers.
"""
import hashlib, json, os, re, socketserver, threading, urllib.parse
from http.server import BaseHTTPRequestHandler

API = '1.51'


def identity(kind, name):
    return hashlib.sha256(('%s %s' % (kind, name)).encode()).hexdigest()


class Recording:
    """What was made since the last `forget`, by name, in the words of the API."""

    def __init__(self):
        self.lock = threading.Lock()
        self.forget()

    def forget(self, externals=(), images=()):
        self.images, self.inspected = set(images), set()
        self.containers, self.networks, self.volumes = {}, {}, {}
        self.externals = set(externals)

    def containers_by_id(self, reference):
        for name, made in self.containers.items():
            identifier = made['Summary']['Id']
            if reference in (name, identifier) or (len(reference) >= 12 and identifier.startswith(reference)):
                return made
        return None


def matches(labels, filters):
    for wanted in filters.get('label', []):
        key, sep, value = wanted.partition('=')
        if key not in labels or (sep and labels[key] != value):
            return False
    return True


def mounts_of(host):
    binds = [b.split(':') for b in host.get('Binds') or []]
    mounts = [{'Type': 'bind' if b[0].startswith('/') else 'volume', 'Name': '' if b[0].startswith('/') else b[0], 'Source': b[0], 'Destination': b[1]} for b in binds if len(b) > 1]
    return mounts + [{'Type': m['Type'], 'Name': m.get('Source', ''), 'Source': m.get('Source', ''), 'Destination': m['Target']} for m in host.get('Mounts') or []]


def filters_of(query):
    raw = json.loads(query.get('filters', ['{}'])[0] or '{}')
    return {k: [w for w, on in v.items() if on] if isinstance(v, dict) else v for k, v in raw.items()}


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def address_string(self):
        return 'local'

    def answer(self, status, body=None):
        data = b'' if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header('Api-Version', API)
        self.send_header('Ostype', 'linux')
        self.send_header('Docker-Experimental', 'false')
        if status not in (204, 304):
            self.send_header('Content-Type', 'application/json')
            self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(data)

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            pass  # the program ended without waiting for its answers

    def missing(self, what):
        self.answer(404, {'message': what + ' not found'})

    def body(self):
        if self.headers.get('Transfer-Encoding', '').lower() == 'chunked':
            data = b''
            while True:
                size = int(self.rfile.readline().split(b';')[0], 16)
                data += self.rfile.read(size)
                self.rfile.readline()
                if size == 0:
                    return data
        return self.rfile.read(int(self.headers.get('Content-Length') or 0))

    def serve(self):
        url = urllib.parse.urlsplit(self.path)
        path = re.sub(r'^/v\d+\.\d+', '', url.path)
        query = urllib.parse.parse_qs(url.query, keep_blank_values=True)
        data = self.body()
        parts = [urllib.parse.unquote(p) for p in path.strip('/').split('/')]
        with self.server.recording.lock:
            self.route(parts, query, data)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = serve

    def route(self, parts, query, data):
        route = getattr(self, 'on_' + parts[0], None)
        if route is None:
            return self.missing('page')
        route(parts[1:], self.command, query, data)

    def on__ping(self, *_):
        self.answer(200, 'OK')

    def on_version(self, *_):
        self.answer(200, {'Version': '28.5.2', 'ApiVersion': API, 'MinAPIVersion': '1.24', 'Os': 'linux', 'Arch': 'amd64',
                          'Platform': {'Name': ''}, 'Components': []})

    def on_info(self, *_):
        self.answer(200, {'ID': 'recorder', 'OSType': 'linux', 'Architecture': 'x86_64', 'NCPU': 64, 'MemTotal': 1 << 40, 'ServerVersion': '28.5.2',
                          'CgroupVersion': '2', 'Runtimes': {n: {'path': n} for n in ('runc', 'nvidia', 'runsc', 'kata', 'crun', 'io.containerd.runc.v2')},
                          'DefaultRuntime': 'runc', 'SecurityOptions': ['name=seccomp,profile=builtin'],
                          'Swarm': {'LocalNodeState': 'inactive'}, 'Plugins': {'Volume': ['local'], 'Network': ['bridge', 'host', 'ipvlan', 'macvlan', 'null', 'overlay'], 'Log': ['json-file', 'local']}})

    def on_events(self, *_):
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Connection', 'close')
        self.end_headers()
        self.wfile.flush()
        self.close_connection = True
        self.server.recording.lock.release()
        try:
            self.connection.recv(1)
        except OSError:
            pass
        finally:
            self.server.recording.lock.acquire()

    def image(self, name):
        return {'Id': 'sha256:' + identity('image', name), 'RepoTags': [name], 'RepoDigests': [], 'Os': 'linux', 'Architecture': 'amd64', 'Size': 1,
                'Created': '2020-01-01T00:00:00Z', 'Config': {'Cmd': ['x'], 'Env': []}, 'RootFS': {'Type': 'layers', 'Layers': []}}

    def on_images(self, parts, method, query, data):
        if parts[0] == 'json':
            wanted = filters_of(query).get('reference') or self.server.recording.images
            return self.answer(200, [{'Id': 'sha256:' + identity('image', n), 'RepoTags': [n], 'RepoDigests': [], 'Created': 0, 'Size': 1, 'Labels': {}} for n in wanted])
        if parts[0] == 'create':
            return self.answer(200, {'status': 'pulled'})
        self.server.recording.inspected.add('/'.join(parts[:-1]))
        self.answer(200, self.image('/'.join(parts[:-1])))

    def on_distribution(self, *_):
        self.missing('distribution')

    def on_plugins(self, *_):
        self.answer(200, [])

    def named(self, made, kind, name):
        for key, value in made.items():
            if name in (key, value['Id'], value['Id'][:12]):
                return value
        if name in self.server.recording.externals or (kind == 'network' and name in ('bridge', 'host', 'none')):
            return {'Id': identity(kind, name), 'Name': name, 'Driver': 'bridge' if kind == 'network' else 'local', 'Labels': {}, 'Scope': 'local',
                    'Mountpoint': '/x', 'Options': {}, 'IPAM': {'Config': []}, 'Containers': {}}
        return None

    def on_networks(self, parts, method, query, data):
        made = self.server.recording.networks
        if not parts:
            f = filters_of(query)
            found = [n for n in made.values() if matches(n['Labels'], f) and all(w in n['Name'] for w in f.get('name', []))]
            found += [self.named({}, 'network', e) for e in self.server.recording.externals if not f or e in f.get('name', [])]
            return self.answer(200, found)
        if parts == ['create']:
            asked = json.loads(data)
            made[asked['Name']] = {**asked, 'Id': identity('network', asked['Name']), 'Scope': 'local', 'Labels': asked.get('Labels') or {}, 'Asked': asked}
            return self.answer(201, {'Id': identity('network', asked['Name']), 'Warning': ''})
        found = self.named(made, 'network', parts[0])
        if found is None:
            return self.missing('network ' + parts[0])
        if len(parts) > 1:
            asked = json.loads(data)
            self.server.recording.containers_by_id(asked['Container']).setdefault('Connected', {})[found['Name']] = asked.get('EndpointConfig')
            return self.answer(200, {})
        self.answer(200, found)

    def on_volumes(self, parts, method, query, data):
        made = self.server.recording.volumes
        if not parts:
            f = filters_of(query)
            there = list(made.values()) + [self.named({}, 'volume', e) for e in self.server.recording.externals if not f or e in f.get('name', [])]
            return self.answer(200, {'Volumes': [v for v in there if matches(v['Labels'], f)], 'Warnings': []})
        if parts == ['create']:
            asked = json.loads(data)
            made[asked['Name']] = {'Id': asked['Name'], 'Name': asked['Name'], 'Driver': asked.get('Driver') or 'local', 'Labels': asked.get('Labels') or {},
                                   'Options': asked.get('DriverOpts'), 'Mountpoint': '/x', 'Scope': 'local', 'Asked': asked}
            return self.answer(201, made[asked['Name']])
        found = self.named(made, 'volume', parts[0])
        if found and method == 'DELETE':
            made.pop(parts[0], None)
        self.answer(200, found) if found else self.missing('volume ' + parts[0])

    def on_containers(self, parts, method, query, data):
        recording = self.server.recording
        if parts == ['json']:
            f = filters_of(query)
            return self.answer(200, [c['Summary'] for c in recording.containers.values() if matches(c['Summary']['Labels'], f)])
        if parts == ['create']:
            return self.create_container(query.get('name', ['?'])[0], query.get('platform', [''])[0], json.loads(data))
        found = recording.containers_by_id(parts[0])
        if found is None:
            return self.missing('container ' + parts[0])
        if len(parts) > 1 and parts[1] == 'json':
            return self.answer(200, found['Inspect'])
        if len(parts) > 1 and parts[1] == 'archive':
            return self.answer(200)
        if len(parts) > 1 and parts[1] == 'rename':
            return self.rename_container(found, query['name'][0])
        self.answer(204)

    def rename_container(self, found, name):
        containers = self.server.recording.containers
        before = next(n for n, c in containers.items() if c is found)
        containers[name] = containers.pop(before)
        found['Summary']['Names'], found['Inspect']['Name'] = ['/' + name], '/' + name
        self.answer(204)

    def create_container(self, name, platform, asked):
        identifier = identity('container', re.sub('^[0-9a-f]{12}_', '', name))  # a temporary name gives way to what follows
        labels = asked.get('Labels') or {}
        networks = {n: dict(e or {}, NetworkID=identity('network', n)) for n, e in ((asked.get('NetworkingConfig') or {}).get('EndpointsConfig') or {}).items()}
        summary = {'Id': identifier, 'Names': ['/' + name], 'Image': asked['Image'], 'ImageID': 'sha256:' + identity('image', asked['Image']), 'Command': '', 'Created': 0,
                   'State': 'created', 'Status': 'Created', 'Ports': [], 'Labels': labels, 'Mounts': mounts_of(asked.get('HostConfig') or {}), 'NetworkSettings': {'Networks': networks}, 'HostConfig': {'NetworkMode': (asked.get('HostConfig') or {}).get('NetworkMode', '')}}
        config = {k: v for k, v in asked.items() if k not in ('HostConfig', 'NetworkingConfig')}
        inspect = {'Id': identifier, 'Name': '/' + name, 'Image': summary['ImageID'], 'Created': '2020-01-01T00:00:00Z', 'State': {'Status': 'created', 'Running': False, 'ExitCode': 0},
                   'Config': config, 'HostConfig': asked.get('HostConfig') or {}, 'Mounts': summary['Mounts'], 'NetworkSettings': {'Networks': networks}, 'RestartCount': 0}
        self.server.recording.containers[name] = {'Asked': asked, 'Platform': platform, 'Summary': summary, 'Inspect': inspect}
        self.answer(201, {'Id': identifier, 'Warnings': []})




class Engine(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 1024

    def __init__(self, path):
        self.recording = Recording()
        if os.path.exists(path):
            os.unlink(path)
        super().__init__(path, Handler)
        threading.Thread(target=self.serve_forever, kwargs={'poll_interval': 5}, daemon=True).start()
