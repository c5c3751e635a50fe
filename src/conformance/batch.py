"""One process that stays and answers JSON lines (the protocol of `./dev conformance-batch`)."""
import json, queue, subprocess, threading


class Batch:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.lines = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def ask(self, request, seconds):
        self.process.stdin.write((json.dumps(request) + '\n').encode())
        self.process.stdin.flush()
        while True:
            line = self.lines.get(timeout=seconds)
            if line is None:
                raise EOFError('the program ended')
            answer = json.loads(line)
            if answer['id'] == request['id']:
                return answer
