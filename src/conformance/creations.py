#!/usr/bin/env python3
"""What is asked of an engine to make every project of the corpus: networks, volumes and containers, with their hashes.

  creations.py check CORPUS               our hashes against the recorded ones (hashes.json)
  creations.py compare PEER CORPUS        our requests against those of PEER (a docker-compose binary), whole
  creations.py record PEER CORPUS         writes PEER's hashes to hashes.json

Both programs talk to an engine that only writes down (recorder.py). Ours is `./dev conformance-batch`.
"""
import argparse, hashlib, json, os, re, shutil, subprocess, sys, threading

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RECORD = os.path.join(HERE, 'hashes.json')
SCRATCH = '/tmp/gantry-creations'   # one place for all runs: paths are hashed
sys.path.insert(0, HERE)
import recorder
from batch import Batch

HASH = 'com.docker.compose.config-hash'
# What we refuse before anything is made: two containers for one port of the host, which the peer leaves to the engine.
REFUSED = re.compile(r'port \S+ of host local is published by')
# Where the engine tells "not said" from zero.
POINTERS = {'Init', 'OomKillDisable', 'MemorySwappiness', 'PidsLimit', 'StopTimeout', 'EnableIPv6', 'EnableIPv4', 'Healthcheck', 'Entrypoint', 'Cmd'}
UNORDERED = {'Env', 'Binds', 'Mounts', 'ExtraHosts', 'Ulimits', 'Devices', 'Aliases', 'Links', 'VolumesFrom', 'SecurityOpt', 'GroupAdd', 'CapAdd', 'CapDrop', 'DeviceRequests', 'Config',
             'BlkioWeightDevice', 'BlkioDeviceReadBps', 'BlkioDeviceWriteBps', 'BlkioDeviceReadIOps', 'BlkioDeviceWriteIOps', 'DeviceCgroupRules', 'Dns', 'DnsSearch', 'DnsOptions'}


def projects(corpus):
    """Every project once: (name, folder of inputs, working directory in it, arguments before `config`, environment)."""
    seen = set()
    for name in sorted(os.listdir(corpus)):
        folder = os.path.join(corpus, name)
        path = os.path.join(folder, 'case.json')
        if not os.path.exists(path):
            continue
        case = json.load(open(path, encoding='utf-8'))
        if case['exit'] != 0 or 'config' not in case['args']:
            continue
        arguments = [a for a in case['args'][:case['args'].index('config')] if a not in ('--compatibility', '--all-resources')]
        key = json.dumps([digest(os.path.join(folder, 'in')), case['cwd'], arguments, case['env']])
        if key not in seen:
            seen.add(key)
            yield name, os.path.join(folder, 'in'), case['cwd'], arguments, case['env']


def digest(folder):
    total = hashlib.sha256()
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(where, name)
            total.update(os.path.relpath(path, folder).encode() + b'\0')
            total.update(os.readlink(path).encode() if os.path.islink(path) else open(path, 'rb').read())
    return total.hexdigest()


class Side:
    """One program, asked to make a project."""

    def __init__(self, engine, socket, peer=None):
        self.engine, self.socket, self.peer = engine, socket, peer
        self.batch = None if peer else Batch([os.path.join(ROOT, 'dev'), 'conformance-batch'])

    def hashes(self, folder, arguments, environment):
        """Of services alone, where none may be made."""
        command = arguments + ['config', '--hash', '*']
        if self.peer:
            text = subprocess.run([self.peer] + command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True).stdout
        else:
            text = self.batch.ask({'id': folder, 'dir': folder, 'args': command, 'env': environment}, 60)['stdout']
        return {'service ' + line.split()[0]: line.split()[1] for line in text.splitlines()}

    def make(self, folder, arguments, environment, externals, images):
        self.engine.recording.forget(externals, images)
        environment = dict(environment, DOCKER_HOST='unix://' + self.socket)
        if self.peer:
            p = subprocess.run([self.peer] + arguments + ['create', '--pull', 'never'], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
            status, errors = p.returncode, p.stderr
        else:
            answer = self.batch.ask({'id': folder, 'dir': folder, 'args': arguments + ['up', '--no-start', '--pull', 'never', '--yes'], 'env': environment}, 60)
            status, errors = answer['exit'], answer['stderr']
        with self.engine.recording.lock:
            return status, errors, taken(self.engine.recording)


def taken(recording):
    made = {}
    for kind in ('networks', 'volumes', 'containers'):
        for name, value in getattr(recording, kind).items():
            made['%s %s' % (kind[:-1], name)] = dict(value['Asked'], **{'Platform?': value.get('Platform', ''), 'Connected?': value.get('Connected')})
    return made


def plain(value, key=''):
    """Without what says nothing, without an order where there is none, and without labels that only Gantry has."""
    if isinstance(value, dict):
        inner = {k: plain(v, k) for k, v in value.items() if k != 'CheckDuplicate' and not k.startswith('dev.gantry.')}
        if 'com.docker.compose.depends_on' in inner:
            inner['com.docker.compose.depends_on'] = ','.join(sorted(inner['com.docker.compose.depends_on'].split(',')))
        return {k: v for k, v in inner.items() if v is not None and (k in POINTERS or v not in ('', 0, False, [], {}, [0, 0]))}
    if isinstance(value, list):
        inner = [plain(v) for v in value]
        return sorted(inner, key=lambda v: json.dumps(v, sort_keys=True)) if key in UNORDERED else inner
    return value


def differences(peer, ours, path=''):
    if isinstance(peer, dict) and isinstance(ours, dict):
        for key in sorted(set(peer) | set(ours)):
            yield from differences(peer.get(key), ours.get(key), '%s/%s' % (path, key))
    elif peer != ours:
        yield '%s: peer %s, ours %s' % (path, json.dumps(peer)[:300], json.dumps(ours)[:300])


def hashes(made):
    return {name: body['Labels'][HASH] for name, body in sorted(made.items()) if HASH in (body.get('Labels') or {})}


def model(peer, folder, arguments, environment):
    p = subprocess.run([peer] + arguments + ['config', '--format', 'json'], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return json.loads(p.stdout) if p.returncode == 0 else {}


def externals_of(model):
    """What has to be there before."""
    return sorted({v.get('name', k) for kind in ('networks', 'volumes') for k, v in (model.get(kind) or {}).items() if v and v.get('external')})


class Run:
    def __init__(self, options):
        self.options = options
        self.recorded = json.load(open(RECORD, encoding='utf-8')) if options.mode == 'check' else {}
        self.todo = [p for p in projects(options.corpus) if not options.only or re.search(options.only, p[0])]
        self.failed, self.passed, self.left, self.lock = [], 0, [], threading.Lock()

    def worker(self, number):
        socket = os.path.join(SCRATCH, 'engine%d.sock' % number)
        engine = recorder.Engine(socket)
        ours = Side(engine, socket)
        peers = Side(engine, socket, self.options.peer) if self.options.peer else None
        while True:
            with self.lock:
                if not self.todo:
                    return
                name, inputs, cwd, arguments, environment = self.todo.pop(0)
            root = os.path.join(SCRATCH, name)
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(inputs, os.path.join(root, 'in'), symlinks=True)
            folder = os.path.normpath(os.path.join(root, cwd))
            os.makedirs(folder, exist_ok=True)
            call = folder, [a.replace('${CASE}', root) for a in arguments], {k: v.replace('${CASE}', root) for k, v in environment.items()}
            try:
                problems = list(getattr(self, self.options.mode)(name, call, ours, peers))
            except Exception as failure:
                problems = ['%s: %s' % (type(failure).__name__, failure)]
            shutil.rmtree(root, ignore_errors=True)
            with self.lock:
                if problems:
                    self.failed.append(name)
                    print('FAIL %s\n  %s' % (name, '\n  '.join(problems[:self.options.lines])), flush=True)
                else:
                    self.passed += 1

    def missing(self, model):
        """Files that configs and secrets name and that the corpus does not have: the engine would make a folder of each."""
        named = [v.get('file') for kind in ('configs', 'secrets') for v in (model.get(kind) or {}).values()]
        return sorted({p for p in named if p and p.startswith(SCRATCH) and not os.path.exists(p)})

    def touch(self, path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, 'w').close()

    def peers_side(self, call, peers):
        """(record, everything made), or none where the peer refuses."""
        loaded = model(self.options.peer, *call)
        files = self.missing(loaded)
        for path in files:
            self.touch(path)
        externals = externals_of(loaded)
        status, errors, made = peers.make(*call, externals, [])
        if status != 0:
            self.left.append('%s: %s' % (os.path.basename(call[0]), errors.strip().splitlines()[-1:]))
        images = sorted(peers.engine.recording.inspected)
        return {'externals': externals, 'files': files, 'images': images, 'made': hashes(made) if status == 0 else None, 'services': peers.hashes(*call)}, made

    def record(self, name, call, ours, peers):
        record, _ = self.peers_side(call, peers)
        with self.lock:
            self.recorded[name] = record
        return []

    def compare(self, name, call, ours, peers):
        record, theirs = self.peers_side(call, peers)
        yield from self.differences(call, ours, record, plain(theirs), plain)

    def check(self, name, call, ours, peers):
        record = self.recorded[name]
        for path in record['files']:
            self.touch(path)
        yield from self.differences(call, ours, record, record['made'], hashes)

    def differences(self, call, ours, record, wanted, taken):
        """Where the peer makes nothing, the hashes of services alone can differ."""
        if record['made'] is not None:
            status, errors, made = ours.make(*call, record['externals'], record['images'])
            if status == 0:
                yield from differences(wanted, taken(made))
            elif not REFUSED.search(errors):
                yield 'exit %d: %s' % (status, errors[-600:])
        yield from differences(record['services'], ours.hashes(*call))

    def all(self):
        os.makedirs(SCRATCH, exist_ok=True)
        workers = [threading.Thread(target=self.worker, args=(n,)) for n in range(self.options.jobs)]
        for w in workers:
            w.start()
        for w in workers:
            w.join()
        shutil.rmtree(SCRATCH, ignore_errors=True)
        if self.options.mode == 'record':
            with open(RECORD, 'w', encoding='utf-8') as out:
                lines = ('%s: %s' % (json.dumps(name), json.dumps(record, sort_keys=True)) for name, record in sorted(self.recorded.items()))
                out.write('{\n%s\n}\n' % ',\n'.join(lines))
        for line in sorted(self.left):
            print('the peer makes nothing of %s' % line)
        print('projects made: %d as the peer does, %d not' % (self.passed, len(self.failed)))
        return 1 if self.failed or not self.passed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('mode', choices=['check', 'compare', 'record'])
    parser.add_argument('--only', help='regular expression on the name')
    parser.add_argument('--lines', type=int, default=6, help='differences shown of each project')
    parser.add_argument('-j', dest='jobs', type=int, default=os.cpu_count() or 2)
    parser.add_argument('where', nargs='+', metavar='[PEER] CORPUS')
    options = parser.parse_args()
    options.corpus = options.where[-1]
    options.peer = options.where[0] if options.mode != 'check' else None
    sys.exit(Run(options).all())


if __name__ == '__main__':
    main()
