#!/usr/bin/env python3
"""Asks a peer (a docker-compose binary) and us the questions of questions.py, and shows where the answers differ.

  differential.py PEER [GROUP...] [--only REGEX] [--every N]

Compared are whether it is refused and what is printed. The peer's answers are kept in target/differential.db.
"""
import argparse, hashlib, json, os, re, shutil, sqlite3, subprocess, sys, threading

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import questions
from batch import Batch

SCRATCH = '/tmp/gantry-differential'


def arguments_of(arguments):
    return arguments if 'config' in arguments else arguments + ['config', '--format', 'json']


def parsed(text, arguments):
    if '--format=yaml' in arguments or 'yaml' in arguments:
        return text
    try:
        return json.loads(text)
    except ValueError:
        lines = text.splitlines()
        return sorted(lines) if {'--services', '--volumes', '--networks', '--profiles', '--images', '--models', '--variables'} & set(arguments) else lines


def first_difference(one, other, path=''):
    if isinstance(one, dict) and isinstance(other, dict):
        for key in list(one) + [k for k in other if k not in one]:
            if key not in one or key not in other:
                return '%s.%s' % (path, key), one.get(key, '(absent)'), other.get(key, '(absent)')
            found = first_difference(one[key], other[key], '%s.%s' % (path, key))
            if found:
                return found
        return None
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for n, (a, b) in enumerate(zip(one, other)):
            found = first_difference(a, b, '%s[%d]' % (path, n))
            if found:
                return found
        return None
    return None if type(one) is type(other) and one == other else (path, one, other)


class Run:
    def __init__(self, options):
        self.options, self.lock, self.counts, self.known = options, threading.Lock(), {}, {}
        os.makedirs(os.path.join(ROOT, 'target'), exist_ok=True)
        self.store = sqlite3.connect(os.path.join(ROOT, 'target', 'differential.db'), check_same_thread=False)
        self.store.execute('create table if not exists answer (question text primary key, exit int, out text, err text)')
        path = os.path.join(HERE, 'known-differences.txt')
        for line in open(path, encoding='utf-8') if os.path.exists(path) else []:
            if line.strip() and not line.startswith('#'):
                group, pattern, _ = line.strip().split('\t')
                self.known.setdefault(group, []).append(re.compile(pattern))
        names = options.groups or list(questions.GROUPS)
        self.todo = [(g, q) for g in names for q in questions.GROUPS[g]() if not options.only or re.search(options.only, q[0])][::options.every]
        if not self.todo:
            sys.exit('differential: no question of %s matches %r' % (', '.join(names), options.only))

    def worker(self, number):
        batch = Batch([os.path.join(ROOT, 'dev'), 'conformance-batch'])
        folder = os.path.join(SCRATCH, str(number), 'p')
        while True:
            with self.lock:
                if not self.todo:
                    return
                group, (name, files, arguments, environment) = self.todo.pop(0)
            shutil.rmtree(folder, ignore_errors=True)
            for path, text in files.items():
                full = os.path.join(folder, path)
                os.makedirs(os.path.dirname(full), exist_ok=True)
                with open(full, 'w', encoding='utf-8', newline='') as out:
                    out.write(text)
            arguments = arguments_of(arguments)
            theirs = self.peer(folder, files, arguments, environment)
            ours = batch.ask({'id': 'q', 'dir': folder, 'args': arguments, 'env': environment}, 600)
            difference = self.compare(theirs, (ours['exit'], ours['stdout'].replace(folder, '/p'), ours['stderr'].replace(folder, '/p')), arguments)
            self.tell(group, name, difference)

    def peer(self, folder, files, arguments, environment):
        key = hashlib.sha256(json.dumps([files, arguments, environment], sort_keys=True).encode()).hexdigest()
        with self.lock:
            found = self.store.execute('select exit, out, err from answer where question = ?', [key]).fetchone()
        if found:
            return found
        p = subprocess.run([self.options.peer] + arguments, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
        answer = p.returncode, p.stdout.decode('utf-8', 'replace').replace(folder, '/p'), p.stderr.decode('utf-8', 'replace').replace(folder, '/p')
        with self.lock:
            self.store.execute('insert or replace into answer values (?, ?, ?, ?)', [key, *answer])
            self.store.commit()
        return answer

    def compare(self, theirs, ours, arguments):
        if 'goroutine ' in theirs[2]:
            return None  # the peer crashed
        if ours[0] == 70:
            return 'internal error: %s' % ours[2][-300:]
        if (theirs[0] == 0) != (ours[0] == 0):
            return 'peer %d %s\n    ours %d %s' % (theirs[0], short(theirs[2][-300:] or theirs[1]), ours[0], short(ours[2][:300] or ours[1]))
        if theirs[0] != 0:
            return None
        found = first_difference(parsed(theirs[1], arguments), parsed(ours[1], arguments))
        return found and '%s\n    peer %s\n    ours %s' % (found[0], short(found[1]), short(found[2]))

    def tell(self, group, name, difference):
        with self.lock:
            same, listed, differ = self.counts.get(group, (0, 0, 0))
            known = difference and any(p.search(name) for p in self.known.get(group, []))
            self.counts[group] = (same + (not difference), listed + bool(known), differ + bool(difference and not known))
            if difference and not known:
                print('%s  %s\n    %s' % (group, name, difference), flush=True)

    def all(self):
        workers = [threading.Thread(target=self.worker, args=(n,)) for n in range(self.options.jobs)]
        for w in workers:
            w.start()
        for w in workers:
            w.join()
        shutil.rmtree(SCRATCH, ignore_errors=True)
        for group, (same, listed, differ) in self.counts.items():
            print('%-10s %6d the same, %d known to differ, %d differ' % (group, same, listed, differ))
        return 1 if any(d for _, _, d in self.counts.values()) else 0


def short(value):
    text = (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).strip()
    return text if len(text) < 400 else text[:400] + '…'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('peer')
    parser.add_argument('groups', nargs='*')
    parser.add_argument('--only', help='regular expression on the question')
    parser.add_argument('--every', type=int, default=1, help='ask only each Nth question')
    parser.add_argument('-j', dest='jobs', type=int, default=os.cpu_count() or 2)
    sys.exit(Run(parser.parse_args()).all())


if __name__ == '__main__':
    main()
