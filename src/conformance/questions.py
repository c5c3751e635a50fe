"""Questions to a Compose implementation, made up: every attribute in every form, right and wrong, alone, merged and extended.

A question is (name, files, arguments, environment); the first file is compose.yaml. `GROUPS` names the generators.
"""
import itertools, json

X = {'HOME': '/home/user', 'PATH': '/usr/bin:/bin', 'X': 'ex', 'N': '3', 'EMPTY': '', 'SPACE': 'a b', 'DOLLAR': 'a$b', 'T': 'true'}

# Whatever may stand in a place, as YAML.
ANYTHING = ['null', '~', 'true', 'false', '0', '1', '-1', '3', '1.5', '0.5', '"1"', '""', 'a', '"a b"', 'a:b', 'a=b', '10s', '1m30s', '100mb', '1g', '1.5g', '64', '0755', '"0755"', '0x10', '1e3',
            '[]', '[a]', '[a, b]', '[a, a]', '[1]', '[1.5]', '[true]', '[null]', '["a=b"]', '["a=b", "c"]', '["a:b"]', '[[a]]', '[{a: b}]', '{}', '{a: b}', '{a: 1}', '{a: 1.5}', '{a: true}',
            '{a: null}', '{a: }', '{a: [b]}', '{a: {b: c}}', '{x-a: b}', '"${X}"', '"${N}"', '"${T}"', '"${EMPTY}"', '"${UNSET}"', '"${UNSET:-d}"', '"$$X"', '2001-01-01', '!!str 1', '.inf', '1_000', '"\\u00e4"', 'yes', 'on', 'always', 'none', '/a', './a', '../a', '~/a', 'service:b', 'container:b', 'host', 'a,b', '"80:80"', '127.0.0.1', '1:2:3', 'a|b', '*a']

SERVICE = '''annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset
credential_spec depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search domainname driver_opts entrypoint env_file environment expose extends external_links extra_hosts gpus group_add healthcheck
hostname image init ipc isolation label_file labels links logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models network_mode networks oom_kill_disable oom_score_adj pid pids_limit platform
ports post_start pre_stop privileged profiles provider pull_policy pull_refresh_after read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket
user userns_mode uts volumes volumes_from working_dir x-y unknown log_driver log_opt net dockerfile'''.split()

# Values that say something in this place.
GOOD = {
    'annotations': ['{a: b, c: 1}', '[a=b, c]', '[a=b=c]', '{a.b/c: "d"}'],
    'blkio_config': ['{weight: 300, weight_device: [{path: /dev/sda, weight: 400}], device_read_bps: [{path: /dev/sdb, rate: "12mb"}], device_write_iops: [{path: /dev/sdb, rate: 30}]}', '{device_read_bps: [{path: /d, rate: "${N}"}]}', '{weight: "10"}', '{weight_device: [{path: /a}]}', '{device_read_bps: [{path: /d, rate: 1.5k}]}'],
    'build': ['.', './dir', 'https://example.org/x.git#main:sub', 'git@github.com:a/b.git', '{context: ., dockerfile: D, args: {A: 1, X: , N: null, UNSET: }}', '{context: ., args: [A=1, X, UNSET]}', '{dockerfile_inline: "FROM x"}', '{context: ., dockerfile: D, dockerfile_inline: "FROM x"}',
              '{context: ., additional_contexts: {a: ./b, c: "docker-image://d", e: "service:b", f: "https://x.y/z"}}', '{context: ., additional_contexts: [a=./b]}', '{context: ., cache_from: [a, "type=local,src=x"], cache_to: [b], no_cache: true, pull: true, network: host, target: t, shm_size: 1g, platforms: [linux/amd64], tags: [a:b], privileged: true, isolation: i, labels: [a=b], extra_hosts: ["a:1.2.3.4", "b=::1"], ulimits: {nofile: 5}, entitlements: [network.host]}',
              '{context: ., secrets: [s, {source: s, target: t, uid: "1", gid: "2", mode: 0440}]}', '{context: ., ssh: default}', '{context: ., ssh: [default, "k=v", "a=./b"]}', '{context: ., ssh: {default: , k: v}}', '{context: ., provenance: true, sbom: "false"}', '{context: ., provenance: "mode=max"}', '{context: ., no_cache_filter: a}', '{context: ., no_cache_filter: [a, b]}', '{target: x}', '{context: ""}', '{context: ~/x}', '{context: ./a/../b/}', '{context: ., shm_size: 10}', '{context: ., dockerfile: /abs/D}', '{context: ., dockerfile: ../D}', '{context: ., network: none}', '{context: ., extra_hosts: {a: [1.2.3.4, 5.6.7.8]}}'],
    'cap_add': ['[ALL, ALL]', '[NET_ADMIN, "${X}"]'],
    'command': ['echo hi', '"echo \'a b\' \\"c d\\" $$HOME"', '[echo, "a b", "$X"]', '"sh -c \\"a && b\\""', '"a;b"', '"a \\\\ b"', '"\'unterminated"', '"${X} ${UNSET}"', '"a # b"', '"a > b"', '|\n      multi\n      line', '">\\n"'],
    'configs': ['[c]', '[{source: c, target: /t, uid: "1", gid: "2", mode: 0440}]', '[{source: c, mode: "0440"}]', '[{source: c, mode: "440"}]', '[{source: c, mode: 288}]', '[c, c]', '[{source: c, mode: 0o440}]', '[undefinedc]', '[{target: /x}]', '[{source: c, target: rel}]', '[c, {source: c, target: /c}]'],
    'secrets': ['[s]', '[{source: s, target: /t, uid: "1", gid: "2", mode: 0440}]', '[{source: s, target: rel}]', '[s, s]', '[s, {source: s, target: b}]', '[undefineds]', '[{source: s, mode: "0440"}]'],
    'container_name': ['my.name_1', '"-a"', '"a/b"', 'A', 'a'],
    'cpus': ['0.5', '"1.50"', '2', '"${N}"', '1e-1', '.5', '1000000'],
    'credential_spec': ['{file: a.json}', '{registry: r}', '{config: c}', '{file: a, registry: b}', '{config: undefinedc}'],
    'depends_on': ['[b]', '[b, b]', '[c]', '{b: {condition: service_healthy}}', '{b: {condition: service_started, restart: true, required: false}}', '{b: {condition: bogus}}', '{b: {}}', '{b: }', '{c: {condition: service_started, required: false}}', '{a: {condition: service_started}}', '[a]', '{b: {condition: service_completed_successfully, required: true, x-a: 1}}', '{b: {restart: "true", condition: service_started}}'],
    'deploy': ['{replicas: 2}', '{mode: global}', '{mode: replicated, replicas: "3"}', '{labels: [a=b]}', '{endpoint_mode: vip}', '{placement: {constraints: [a==b], preferences: [{spread: x}], max_replicas_per_node: 2}}', '{restart_policy: {condition: on-failure, delay: 5s, max_attempts: 3, window: 120s}}', '{update_config: {parallelism: 2, delay: 10s, failure_action: rollback, monitor: 1m, max_failure_ratio: 0.1, order: start-first}}', '{rollback_config: {parallelism: 0, order: stop-first}}',
               '{resources: {limits: {cpus: "0.5", memory: 50M, pids: 10}, reservations: {cpus: 0.25, memory: 20M}}}', '{resources: {reservations: {devices: [{capabilities: [gpu]}]}}}', '{resources: {reservations: {devices: [{driver: nvidia, count: 2, capabilities: [gpu, utility], options: {a: b}}]}}}', '{resources: {reservations: {devices: [{count: all, capabilities: [[gpu]]}]}}}', '{resources: {reservations: {devices: [{device_ids: ["0"], count: 1, capabilities: [gpu]}]}}}', '{resources: {reservations: {devices: [{count: "2", capabilities: [gpu]}]}}}', '{resources: {reservations: {devices: [{count: x, capabilities: [gpu]}]}}}', '{resources: {reservations: {devices: [{driver: x}]}}}',
               '{resources: {reservations: {generic_resources: [{discrete_resource_spec: {kind: g, value: 2}}]}}}', '{resources: {limits: {memory: 1.5gb}}}', '{resources: {limits: {memory: 10}}}', '{resources: {limits: {cpus: x}}}', '{resources: {limits: {pids: -1}}}', '{restart_policy: {max_attempts: 0}}', '{replicas: 0}', '{replicas: -1}', '{replicas: 1.5}', '{restart_policy: {condition: bogus}}', '{unknown: 1}', '{x-a: b}', '{resources: {limits: {memory: "${N}m"}}}', '{update_config: {max_failure_ratio: 0}}', '{update_config: {max_failure_ratio: 1}}', '{resources: {}}', '{resources: {limits: }}', '{placement: {}}'],
    'develop': ['{watch: [{path: ./a, action: sync, target: /b, ignore: [c]}]}', '{watch: [{path: a, action: rebuild}, {path: b, action: sync+restart, target: /t, exec: {command: [x]}}]}', '{watch: [{action: sync}]}', '{watch: [{path: a, action: bogus}]}', '{watch: [{path: a, action: restart, initial_sync: true, include: x}]}', '{watch: []}', '{watch: [{path: a, action: sync+exec, target: /t, exec: {command: "a b", user: u, privileged: true, working_dir: /w, environment: [A=1]}}]}', '{watch: [{path: a, action: sync, ignore: x}]}'],
    'device_cgroup_rules': ['["c 1:3 mr"]', '["a *:* rwm"]', '["bogus"]'],
    'devices': ['["/dev/a:/dev/b:rwm"]', '["/dev/a"]', '["/dev/a:/dev/b"]', '[{source: /a, target: /b, permissions: r}]', '[{source: /a}]', '["nvidia.com/gpu=all"]', '["a:b:c:d"]', '[{target: /b}]', '["/dev/a:rw"]', '["./a:/b"]', '["/dev/a:/dev/b:x"]', '["${X}:/b"]'],
    'dns': ['8.8.8.8', '[8.8.8.8, 9.9.9.9]', '[8.8.8.8, 8.8.8.8]'], 'dns_search': ['example.org', '[a.b, c.d]'], 'dns_opt': ['[use-vc, "no-tld-query"]'],
    'driver_opts': ['{a: b}'],
    'entrypoint': ['"sh -c \'x y\'"', '[sh, -c, x]', '""', '[]', '[""]', '"a | b"'],
    'env_file': ['e.env', '[e.env, f.env]', '[{path: e.env}]', '[{path: none.env, required: false}]', 'none.env', '[{path: r.env, format: raw}]', '[{path: e.env, required: "true"}]', '[{path: e.env, format: bogus}]', '[e.env, e.env]', '["${X}.env"]', '[{required: false}]', './e.env', '[{path: e.env, required: true}, f.env]'],
    'environment': ['{A: b, X: , N: null, UNSET: , B: 1, C: true, D: 1.5, E: "", F: 1e3, G: 0755, H: "a\\nb"}', '[A=b, X, UNSET, "B=", "C=a=b", "D= x"]', '[A=1, A=2]', '["=x"]', '[""]', '{A: "$$X"}', '{A: "${X:?err}"}', '{A: "${UNSET:?must}"}', '["A B=c"]', '{A: 2001-01-01}', '{A: 12345678901234567890}', '{A: 0x1F}', '{A: 1.0}', '{A: 1e30}', '{A: [1]}', '{"": x}', '{1: x}', '{true: x}', '[A: b]', '{A: 100000000}', '{A: 1.23456789e20}', '{A: 1.10}'],
    'expose': ['[80]', '["80"]', '["80-82"]', '["80/udp"]', '[80, "80"]', '["a"]', '["80-90/tcp", 85]', '[1.5]', '["80:80"]'],
    'extends': ['b', '{service: b}', '{service: b, file: other.yaml}', '{file: other.yaml}', '{service: none}', 'a', '{service: b, file: none.yaml}', '{service: a, file: other.yaml}', '{service: loop, file: other.yaml}'],
    'external_links': ['[a:b, c]', '[redis]'],
    'extra_hosts': ['["a:1.2.3.4"]', '["a=1.2.3.4", "b:::1", "c=[::1]"]', '{a: 1.2.3.4}', '{a: [1.2.3.4, ::1]}', '["a"]', '["host.docker.internal:host-gateway"]', '["a:1.2.3.4", "a:5.6.7.8"]', '{a: }', '["a:"]', '[":1.2.3.4"]', '["a:bogus"]', '{a: "[::1]"}'],
    'gpus': ['all', '[{driver: nvidia, count: 2, device_ids: ["0"]}]', '[{driver: nvidia, count: all, capabilities: [gpu], options: {a: b}}]', '[{driver: a}]', '[{}]', 'none', '[{count: 1, options: [a=b]}]'],
    'group_add': ['[a, 1]', '["1", mail]'],
    'healthcheck': ['{test: [CMD, a, b]}', '{test: [CMD-SHELL, "a b"]}', '{test: a b}', '{test: [NONE]}', '{test: NONE}', '{disable: true}', '{disable: true, test: [CMD, a]}', '{test: [a, b]}', '{test: []}', '{test: [CMD, a], interval: 1m30s, timeout: 10s, retries: 3, start_period: 40s, start_interval: 5s}', '{interval: 90}', '{interval: "1h"}', '{retries: "3"}', '{retries: 1.5}', '{interval: 1.5s}', '{interval: 500ms}', '{interval: 1d}', '{interval: ""}', '{interval: 0s}', '{test: [CMD, "$X", "$$Y"]}', '{interval: -5s}', '{interval: "1us"}', '{disable: "true"}', '{retries: -1}', '{}', '{interval: 1m 30s}', '{interval: 100000h}'],
    'image': ['nginx', 'a/b:c', 'a@sha256:0123456789012345678901234567890123456789012345678901234567890123', '"A B"', 'localhost:5000/x', '"a:${UNSET:-1}"', '"${UNSET}"'],
    'init': ['"true"', '"${T}"'], 'ipc': ['shareable', 'service:b', 'service:none', 'container:x', 'private'],
    'label_file': ['e.env', '[e.env, f.env]', 'none.env', '[./e.env]'],
    'labels': ['{a: b, c: 1, d: , e: true, f: 1.5}', '[a=b, c, "d="]', '[a=1, a=2]', '{a: "$X"}', '["com.x/y=z w"]', '{a.b: [c]}', '["a: b"]', '{com.docker.compose.x: y}'],
    'links': ['[b]', '[b:alias]', '[none]', '[c:x]', '[b, b]', '["b:"]'],
    'logging': ['{driver: syslog, options: {a: 1, b: null, c: "d"}}', '{options: {a: b}}', '{driver: 1}', '{unknown: 1}', '{driver: none}', '{options: [a=b]}', '{options: {a: true}}', '{options: {a: 1.5}}'],
    'mac_address': ['02:42:ac:11:65:43', 'bogus'],
    'mem_limit': ['1g', '512m', '1GB', '1gib', '1.5 GB', '100', '"100"', '1kb', '1t', '1x', '-1', '0', '1b', '" 1g"', '1.7g', '0.1k'], 'memswap_limit': ['-1', '2g', '0'], 'mem_swappiness': ['0', '60', '100', '-1', '"60"', '101'], 'mem_reservation': ['10m'],
    'models': ['[m]', '{m: }', '{m: {endpoint_var: E, model_var: M}}', '[none]', '{m: {}}', '{m: {bogus: 1}}'],
    'network_mode': ['bridge', 'host', 'none', 'service:b', 'service:none', 'container:x', 'service:a', '""', 'bogus'],
    'networks': ['[n]', '[n, o]', '[n, n]', '{n: }', '{n: {}}', '{n: {aliases: [x, y], ipv4_address: 1.2.3.4, ipv6_address: "::1", link_local_ips: [1.1.1.1], priority: 5, gw_priority: 2, mac_address: "02:42:ac:11:65:43", driver_opts: {a: 1, b: c}, interface_name: eth5}}', '[none]', '{n: {aliases: [x, x]}}', '{n: {aliases: x}}', '{n: {unknown: 1}}', '{n: {priority: "5"}}', '{n: {priority: 1.5}}', '[default]', '{default: {aliases: [z]}}', '{n: {x-a: 1}}', '{n: {driver_opts: {a: true}}}', '{n: [a]}', '{n: {ipv4_address: bogus}}', '{none: }'],
    'pid': ['host', 'service:b', 'service:none', 'container:x'],
    'pids_limit': ['-1', '0', '"100"'], 'platform': ['linux/amd64', 'linux/arm64/v8', 'bogus/x', 'LINUX/AMD64'],
    'ports': ['["80"]', '[80]', '["8080:80"]', '["127.0.0.1:8080:80/udp"]', '["127.0.0.1::80"]', '["8080-8082:80-82"]', '["80-82"]', '["8080-8081:80"]', '["8080-8082:80-81"]', '["[::1]:8080:80"]', '["::1:8080:80"]', '[8080:80]', '["80/sctp"]', '["80/bogus"]', '["a:80"]', '["70000:80"]', '["0:80"]', '[{target: 80}]', '[{target: 80, published: "8080", host_ip: 1.2.3.4, protocol: udp, mode: host, name: web, app_protocol: http}]', '[{target: 80, published: 8080}]', '[{target: "80"}]', '[{target: "80-82", published: "8080-8082"}]', '[{published: 80}]', '[{target: 80, published: "8080-8090"}]', '[{target: 80, mode: bogus}]', '["80:80", "80:80"]', '["80:80", "80:80/udp"]', '["80:80", 80]', '["80:80", "81:80"]', '["80:80", {target: 80, published: "80"}]', '[{target: 80, published: 80}, {target: 80, published: 80}]', '["1.2.3.4:80"]', '[":80"]', '["80:"]', '[" 80:80"]', '["80 : 80"]', '["${N}:80"]', '["${X}:80"]', '[1.5]', '["8080:80/TCP"]', '[60:22]', '[443:22]', '["localhost:80:80"]', '["0.0.0.0:80:80"]', '["1.2.3.4:8080-8081:80-81"]', '[{target: 80, published: ""}]', '[{target: 80, protocol: TCP}]', '["80/tcp/udp"]', '["80-79"]', '[{target: 0}]', '[{target: 70000}]', '[{target: 80, host_ip: "::1"}]', '[{target: 80, x-a: 1}]', '[3000-3005, "49100:22"]', '["80:80/tcp", {target: 81, mode: ingress}]'],
    'post_start': ['[{command: a b}]', '[{command: [a, "b c"], user: u, privileged: true, working_dir: /w, environment: {A: 1}}]', '[{user: u}]', '[{command: "x", environment: [A=1, B]}]', '[{command: []}]'],
    'pre_stop': ['[{command: a b}]', '[{command: [a], environment: {X: }}]'],
    'profiles': ['[p]', '[p, q]', '["-a"]', '["a b"]', '[p, p]', '["${X}"]', '[""]'],
    'provider': ['{type: model, options: {a: b}}', '{type: x}', '{options: {a: b}}', '{type: x, options: {a: [1, two]}}', '{type: x, options: {a: 1, b: true}}'],
    'pull_policy': ['always', 'never', 'build', 'if_not_present', 'missing', 'daily', 'weekly', 'every_3h', 'every_1w2d', 'refresh', 'bogus', 'every_x'],
    'restart': ['always', '"no"', 'no', 'unless-stopped', 'on-failure:3', 'on-failure', 'bogus', 'on-failure:x', 'on-failure:0', '"on-failure:"'],
    'scale': ['2', '0', '"2"', '-1'], 'security_opt': ['[a:b]', '["seccomp:./x.json"]', '[no-new-privileges, "label:disable"]'], 'shm_size': ['64m', '67108864', '1.5g'],
    'stop_grace_period': ['10s', '1m30s', '90', '1.5s', '1ms', '1h1m1s', '"1us"', '1d', '1w', '0', '"0"', '-1s', '500ms', '10', '"10"'], 'stop_signal': ['SIGUSR1', '"9"'],
    'storage_opt': ['{size: 1G}'], 'sysctls': ['{a.b: 1}', '[a.b=1, c=d]', '{a: 1.5}', '[a]', '{a: true}', '{a: null}'],
    'tmpfs': ['/a', '[/a, "/b:size=1m,mode=755"]', '[/a, /a]'],
    'ulimits': ['{nofile: 5}', '{nofile: {soft: 1, hard: 2}}', '{nofile: {soft: 1}}', '{nofile: "5"}', '{nofile: {soft: "1", hard: "2"}}', '{nproc: -1}', '{a: 1.5}', '{UPPER: 1}', '{nofile: {soft: 5, hard: 2}}', '{nofile: }'],
    'use_api_socket': ['true', '"true"'], 'user': ['"1000:1000"', '1000', '1000:1000', 'root', '1:2'], 'userns_mode': ['host'],
    'volumes': ['["/a"]', '["/a:/b"]', '["./a:/b:ro"]', '["~/a:/b"]', '["v:/b"]', '["v:/b:ro,z"]', '["../a:/b:rw"]', '["v:/b:nocopy"]', '["/a:/b:rshared"]', '["/a:/b:cached"]', '["/a:/b:bogus"]', '["none:/b"]', '["a"]', '["v:b"]', '["C:\\\\a:/b"]', '["c:/a:/b:ro"]', '["/a:/b:ro:x"]', '[{type: bind, source: ./a, target: /b}]', '[{type: bind, source: ./a, target: /b, read_only: true, bind: {propagation: shared, create_host_path: false, selinux: z, recursive: disabled}}]', '[{type: volume, source: v, target: /b, volume: {nocopy: true, subpath: s, labels: {a: b}}}]', '[{type: volume, target: /b}]', '[{type: tmpfs, target: /b, tmpfs: {size: 10m, mode: 01777}}]', '[{type: tmpfs, target: /b, tmpfs: {size: 100, mode: "0755"}}]', '[{type: image, source: img, target: /b, image: {subpath: x}}]', '[{type: npipe, source: a, target: b}]', '[{type: cluster, source: a, target: b}]', '[{type: bogus, target: /b}]', '[{type: bind, target: /b}]', '[{type: volume, source: v}]', '[{source: v, target: /b}]', '[{type: bind, source: ~/a, target: /b}]', '["v:/b", "v:/b"]', '["v:/b", "/a:/b"]', '["/x", "/x"]', '["${X}:/b"]', '["${UNSET}:/b"]', '["./a b:/c d"]', '[{type: bind, source: /a, target: /b, consistency: cached}]', '["/a:/b:ro,rw"]', '["v:/b:volume-nocopy"]', '["/a:/b:z"]', '["/a:/b:Z,ro"]', '["./a:/b/"]', '["/a/../c:/b/../d"]', '[{type: volume, source: none, target: /b}]', '[{type: bind, source: ./a, target: /b, bind: {}}]', '[{type: bind, source: ./a, target: /b, bind: {create_host_path: "true"}}]', '["v:/b:ro,nocopy"]', '[".:/b"]', '["..:/b"]', '["./:/b"]', '["v.w:/b"]', '["/a:/b:U"]', '[{type: bind, source: ./a, target: /b, volume: {}}]', '["/a:/b:slave"]', '[{type: volume, source: v, target: /b, volume: }]', '[{type: bind, source: "", target: /b}]', '["~:/b"]', '["$$v:/b"]', '[{type: tmpfs, source: v, target: /b}]'],
    'volumes_from': ['[b]', '[b:ro]', '[container:x:rw]', '[none]', '["container:x"]', '[b, b]'],
    'working_dir': ['/a', 'a', '"${X}"'], 'runtime': ['runc'], 'uts': ['host'], 'domainname': ['a.b'], 'hostname': ['a.b'], 'cgroup': ['host', 'private', 'bogus'], 'cpuset': ['0-3'], 'isolation': ['default'],
    'attach': ['"false"'], 'tty': ['"true"'],
}

TOP = {
    'networks': '''name driver driver_opts ipam external internal attachable enable_ipv4 enable_ipv6 labels x-y unknown'''.split(),
    'volumes': 'name driver driver_opts external labels x-y unknown'.split(),
    'configs': 'name file content environment external labels template_driver driver x-y unknown'.split(),
    'secrets': 'name file content environment external labels template_driver driver driver_opts x-y unknown'.split(),
    'models': 'name model context_size runtime_flags x-y unknown'.split(),
}
TOP_GOOD = {
    'ipam': ['{driver: d, options: {a: b}, config: [{subnet: 10.0.0.0/8, ip_range: 10.1.0.0/16, gateway: 10.0.0.1, aux_addresses: {a: 1.2.3.4}}]}', '{config: [{subnet: bogus}]}', '{config: {}}', '{config: [{}]}', '{options: {a: 1}}', '{config: [{subnet: 10.0.0.0/8}, {subnet: 10.0.0.0/8}]}', '{config: []}', '{unknown: 1}'],
    'external': ['true', 'false', '{name: x}', '"true"', '{}'], 'file': ['./e.env', '~/x', '../x', 'e.env', 'none.txt'], 'environment': ['X', 'UNSET'], 'content': ['"a $X ${UNSET} $$"', '|\n      multi\n      line\n'],
    'driver_opts': ['{a: 1, b: c, type: none, o: bind, device: ./x}', '{a: true}', '{type: nfs, o: "addr=x", device: ":/x"}', '{type: none, o: bind, device: /x}'], 'labels': ['[a=b, c]', '{a: 1, b: }'],
    'model': ['ai/x'], 'context_size': ['1024', '"1024"'], 'runtime_flags': ['[--a, --b]', '"a b"'],
}

# Places inside of attributes, where anything may stand.
NESTED = '''build.context build.dockerfile build.args build.ssh build.labels build.cache_from build.no_cache build.pull build.target build.shm_size build.secrets build.tags build.platforms build.extra_hosts build.ulimits build.privileged build.network build.additional_contexts build.dockerfile_inline build.isolation build.entitlements build.provenance build.sbom build.no_cache_filter build.unknown
deploy.replicas deploy.mode deploy.labels deploy.endpoint_mode deploy.placement.constraints deploy.placement.preferences deploy.placement.max_replicas_per_node deploy.resources.limits.cpus deploy.resources.limits.memory deploy.resources.limits.pids deploy.resources.limits.unknown deploy.resources.reservations.cpus deploy.resources.reservations.memory deploy.resources.reservations.devices deploy.resources.reservations.generic_resources deploy.restart_policy.condition deploy.restart_policy.delay deploy.restart_policy.max_attempts deploy.restart_policy.window deploy.update_config.parallelism deploy.update_config.delay deploy.update_config.max_failure_ratio deploy.update_config.order deploy.update_config.monitor deploy.rollback_config.failure_action
healthcheck.test healthcheck.interval healthcheck.timeout healthcheck.retries healthcheck.start_period healthcheck.start_interval healthcheck.disable logging.driver logging.options blkio_config.weight blkio_config.weight_device blkio_config.device_read_bps blkio_config.device_write_iops
networks.n networks.n.aliases networks.n.ipv4_address networks.n.priority networks.n.gw_priority networks.n.driver_opts networks.n.mac_address networks.n.link_local_ips networks.n.interface_name depends_on.b depends_on.b.condition depends_on.b.restart depends_on.b.required develop.watch provider.type provider.options credential_spec.file models.m models.m.endpoint_var ulimits.nofile ulimits.nofile.soft sysctls.a.b storage_opt.size extends.service extends.file environment.A labels.A annotations.A extra_hosts.h'''.split()

FILES = {'e.env': 'E=1\nS=a\n', 'f.env': 'F=2\nS=b\nG=$S\n', 'r.env': "R='x' # y\nQ=$X\n", 'other.yaml': 'services:\n  b:\n    image: other\n    environment: {O: 1}\n    volumes: ["./o:/o"]\n  a: {image: oa}\n  loop: {extends: {file: compose.yaml, service: a}}\n'}
FRAME = '''name: p
services:
  a:
%s
  b:
    image: bi
networks: {n: , o: }
volumes: {v: }
configs: {c: {file: ./e.env}}
secrets: {s: {file: ./e.env}}
models: {m: {model: ai/m}}
'''


def service(attribute, value):
    lines = '    %s: %s' % (attribute, value)
    return lines if attribute in ('image', 'build', 'provider') else '    image: i\n' + lines


def question(name, text, files=None, arguments=(), environment=None):
    return name, dict({'compose.yaml': text}, **(FILES if files is None else files)), list(arguments), dict(X if environment is None else environment)


def services():
    for attribute in SERVICE:
        for value in GOOD.get(attribute, []) + ANYTHING:
            yield question('%s: %s' % (attribute, value), FRAME % service(attribute, value))


def nested():
    for path in NESTED:
        first, *rest = path.split('.') if not path.startswith('sysctls') else ['sysctls', 'a.b']
        for value in ANYTHING:
            inner = value
            for key in reversed(rest):
                inner = '{%s: %s}' % (key, inner)
            yield question('%s: %s' % (path, value), FRAME % service(first, inner))
    for attribute, places in {'volumes': 'type source target read_only consistency bind volume tmpfs image bind.propagation bind.create_host_path bind.selinux volume.nocopy volume.subpath volume.labels tmpfs.size tmpfs.mode unknown x-y', 'ports': 'target published host_ip protocol mode name app_protocol unknown x-y',
                              'configs': 'source target uid gid mode unknown', 'secrets': 'source target uid gid mode', 'env_file': 'path required format unknown', 'gpus': 'driver count device_ids capabilities options', 'devices': 'source target permissions', 'post_start': 'command user privileged working_dir environment'}.items():
        base = {'volumes': {'type': 'volume', 'source': 'v', 'target': '/t'}, 'ports': {'target': '80'}, 'configs': {'source': 'c'}, 'secrets': {'source': 's'}, 'env_file': {'path': 'e.env'}, 'gpus': {'driver': 'd', 'count': '1'}, 'devices': {'source': '/dev/a', 'target': '/dev/b'}, 'post_start': {'command': '[x]'}}[attribute]
        for place in places.split():
            for value in ANYTHING:
                keys = place.split('.')
                entry = dict(base)
                entry[keys[0]] = value if len(keys) == 1 else '{%s: %s}' % (keys[1], value)
                if attribute == 'volumes' and keys[0] in ('bind', 'tmpfs', 'image'):
                    entry['type'] = keys[0]
                yield question('%s[].%s: %s' % (attribute, place, value), FRAME % service(attribute, '[{%s}]' % ', '.join('%s: %s' % kv for kv in entry.items())))


def top():
    frame = 'name: p\nservices:\n  a: {image: i, %s: [z]}\n%s:\n  z:%s\n'
    for kind, attributes in TOP.items():
        for value in ANYTHING:
            yield question('%s.z: %s' % (kind, value), frame % (kind, kind, ' ' + value))
            yield question('%s: %s' % (kind, value), 'name: p\nservices:\n  a: {image: i}\n%s: %s\n' % (kind, value))
        for attribute in attributes:
            for value in TOP_GOOD.get(attribute, []) + ANYTHING:
                extra = '\n    file: ./e.env' if kind in ('configs', 'secrets') and attribute not in ('file', 'content', 'environment', 'external', 'driver') else '\n    model: ai/m' if kind == 'models' and attribute != 'model' else ''
                text = frame % (kind, kind, '\n    %s: %s%s' % (attribute, value, extra))
                yield question('%s.z.%s: %s' % (kind, attribute, value), text.replace('volumes: [z]', 'volumes: ["z:/z"]'))
    for key in ('version', 'name', 'services', 'include', 'x-top', 'unknown'):
        for value in ANYTHING + ['"3.8"', 'My-Name', 'my_name', '"1a"', '"-a"', '"${X}"', 'a.b']:
            yield question('%s: %s' % (key, value), ('services:\n  a: {image: i}\n' if key != 'services' else '') + '%s: %s\n' % (key, value))


def merged():
    for attribute in SERVICE:
        values = [v for v in GOOD.get(attribute, []) if '\n' not in v] + ['null', '!reset null', '!override ' + (GOOD.get(attribute) or ['a'])[0]]
        some = values[:6] + values[-3:]
        for one, other in itertools.product(some, some):
            if one.startswith('!'):
                continue
            files = dict(FILES, **{'over.yaml': 'services:\n  a:\n    %s: %s\n' % (attribute, other)})
            yield question('%s: %s + %s' % (attribute, one, other), FRAME % service(attribute, one), files, ['-f', 'compose.yaml', '-f', 'over.yaml'])
    for kind, attributes in TOP.items():
        for attribute in attributes:
            some = (TOP_GOOD.get(attribute, []) + ['a', '{a: b}', '[a=b]', 'true', 'null'])[:7]
            for one, other in itertools.product(some, some):
                text = 'name: p\nservices:\n  a: {image: i}\n%s:\n  z:\n    %s: ' % (kind, attribute)
                yield question('%s.%s: %s + %s' % (kind, attribute, one, other), text + one + '\n', dict(FILES, **{'over.yaml': '%s:\n  z:\n    %s: %s\n' % (kind, attribute, other)}), ['-f', 'compose.yaml', '-f', 'over.yaml'], None)


def extended():
    for attribute in SERVICE:
        values = [v for v in GOOD.get(attribute, []) if '\n' not in v]
        for one, other in itertools.product(values[:5] + ['!reset null'], (values[:5] or ['a']) + ['null']):
            base = 'services:\n  base:\n%s\n' % service(attribute, other)
            text = FRAME % ('    extends: {service: base, file: sub/base.yaml}\n    %s: %s' % (attribute, one))
            yield question('%s: %s over %s' % (attribute, one, other), text, dict(FILES, **{'sub/base.yaml': base, 'sub/e.env': 'SUB=1\n'}))


FLAGGED = {
    'compose.yaml': '''name: p
services:
  a: {image: "i:${X}", build: ./ctx, depends_on: [b], environment: {A: "$X", U: "${UNSET}", E: , X: }, env_file: e.env, volumes: ["./d:/d", "v:/v"], networks: [n], ports: ["80:80"], configs: [c], secrets: [s], profiles: [], label_file: f.env}
  b: {image: bi, profiles: [p1], command: "a $$b", healthcheck: {interval: 90s, test: x}, deploy: {replicas: 2}, mem_limit: 1g}
  c: {image: ci, profiles: [p2], depends_on: {a: {condition: service_started, required: false}}}
  d: {image: di, network_mode: none, links: [a], scale: 3}
networks: {n: , unused: }
volumes: {v: , unusedv: {}}
configs: {c: {file: ./e.env}, unusedc: {content: "$X"}}
secrets: {s: {environment: X}}
x-top: {a: [1, "${X}"]}
''', 'e.env': FILES['e.env'], 'f.env': FILES['f.env'], 'over.yaml': 'services: {a: {environment: {A: over}}, e: {image: ei}}\n', 'sub/compose.yaml': 'name: sub\nservices: {s: {image: si, volumes: ["./x:/x"]}}\n', 'x.env': 'X=fromfile\nCOMPOSE_PROFILES=p1\n', '.env': 'UNSET=dotenv\n'}
SWITCHES = ['--no-interpolate', '--no-normalize', '--no-path-resolution', '--no-consistency', '--no-env-resolution', '--resolve-image-digests=false', '--quiet', '--services', '--volumes', '--networks', '--profiles', '--images', '--variables', '--environment', '--models', '--hash=*', '--hash=a,d', '--hash=none', '--lock-image-digests=false', '--bogus', '-q', 'a', 'b', 'none', '--format=yaml']
GLOBALS = [[], ['--profile', 'p1'], ['--profile', '*'], ['-p', 'other'], ['--env-file', 'x.env'], ['--project-directory', 'sub'], ['-f', 'compose.yaml', '-f', 'over.yaml'], ['--all-resources'], ['--compatibility'], ['-f', 'sub/compose.yaml'], ['-f', 'none.yaml'], ['-p', 'Bad Name'], ['--env-file', 'none.env'], ['--ansi', 'never'], ['--parallel', '3'], ['--dry-run'], ['--progress', 'plain']]
ENVIRONMENTS = [{}, {'COMPOSE_PROFILES': 'p1,p2'}, {'COMPOSE_PROFILES': '*'}, {'COMPOSE_FILE': 'compose.yaml:over.yaml'}, {'COMPOSE_FILE': 'compose.yaml,over.yaml', 'COMPOSE_PATH_SEPARATOR': ','}, {'COMPOSE_PROJECT_NAME': 'fromenv'}, {'COMPOSE_ENV_FILES': 'x.env'}, {'COMPOSE_DISABLE_ENV_FILE': '1'}, {'COMPOSE_PROJECT_NAME': ''}, {'COMPOSE_FILE': 'sub/compose.yaml'}, {'COMPOSE_COMPATIBILITY': 'true'}, {'COMPOSE_IGNORE_ORPHANS': '1'}, {'COMPOSE_PROJECT_NAME': 'BAD'}, {'COMPOSE_FILE': ''}, {'UNSET': 'shell'}, {'COMPOSE_FILE': 'none.yaml'}, {'COMPOSE_REMOVE_ORPHANS': 'x'}]


def flags():
    def ask(name, before, after, extra):
        return name, FLAGGED, before + ['config'] + after, dict(X, **extra)
    for switch in SWITCHES:
        for before in GLOBALS:
            yield ask('%s config %s' % (before, switch), before, [switch], {})
    for one, other in itertools.combinations(SWITCHES[:5] + ['--format=json', 'a', 'b'], 2):
        yield ask('config %s %s' % (one, other), [], [one, other], {})
    for extra in ENVIRONMENTS:
        for before in GLOBALS[:9]:
            for after in (['--format', 'json'], ['--services'], ['--hash', '*'], ['--environment']):
                yield ask('%s %s config %s' % (extra, before, after), before, after, extra)


LINES = ['A=1', 'A = 1', 'export A=1', 'A', 'A=', "A='x $X'", 'A="x $X"', 'A="a\\nb"', "A='a\\nb'", 'A=a\\nb', 'A=a b', 'A= a ', 'A=a # c', 'A=a#c', '# c', 'A="a # c"', 'A="a" # c', "A='a' x", 'A: 1', 'A=${X}', 'A=${UNSET:-d}', 'A=$UNSET', 'A=$$X', 'A=\\$X', '=x', 'A-B=1', 'A.B=1', '1A=1', 'A B=1', 'A="multi\nline"', "A='multi\nline'", 'A="unterminated', "A='unterminated", 'A="a\\"b"', "A='a\\'b'", 'A=`x`', 'A=$(x)', 'A="${X:-a b}"', 'A=${X', 'A=${X:?e}', 'A=${UNSET:?e}', 'A=a=b', 'A=\tb', '\tA=1', '  A=1', 'export A', 'exportA=1', 'A=1;B=2', 'ä=1', 'A=ä', 'A="\\u00e4"', 'A="\\t\\r"', 'A=\\', 'A=a\\ b', 'A="$A"', 'A=[1]', 'A={"a": 1}', 'A="a\\$b"', 'A="a$$b"', 'A=!x', 'A=~', 'A="a"b', 'A=a"b"', "A=a'b'", 'A=""', "A=''", 'A="a\\\\b"', 'A+=1', 'A/B=1', 'A[0]=1', 'A=1\r', '\ufeffA=1', 'A=%s' % ('x' * 300), 'export  A = "b"', 'A=${X:+y}', 'A=${UNSET:+y}', 'A=${EMPTY-d}', 'A=${EMPTY:-d}', 'A="${UNSET-${X}}"', "A=$'a'", 'A=#', 'A= # c', 'A="x\n# y\nz"', 'B=1\nA=$B', "B='1'\nA=\"${B}2\"", 'A=1\nA=2', 'A=x\\\ny', 'A="x\\\ny"', 'yaml: true', 'A:1', 'A :1', 'A: "x y"', "A: 'x'"]


def dotenv():
    plain = 'name: p\nservices:\n  a:\n    image: i\n    env_file: %s\n'
    for line in LINES:
        yield question('env_file %r' % line, plain % 'l.env', {'l.env': line + '\n'})
        yield question('raw %r' % line, plain % '[{path: l.env, format: raw}]', {'l.env': line + '\n'})
        yield question('.env %r' % line, 'name: p\nservices:\n  a: {image: i, environment: {GOT: "<${A}>", B: , A: }}\n', {'.env': line + '\n'})
        yield question('label_file %r' % line, 'name: p\nservices:\n  a: {image: i, label_file: l.env}\n', {'l.env': line + '\n'})
        yield question('last %r' % line, plain % 'l.env', {'l.env': 'Z=0\n' + line})
    for one, other in itertools.product(LINES[:40], LINES[5:40:3]):
        yield question('two %r %r' % (one, other), plain % 'l.env', {'l.env': one + '\n' + other.replace('A', 'B') + '\n'})


SCALARS = ANYTHING + ['0o17', '017', '08', '0b11', '-0x1', '+1', '1.', '.1', '1e-3', '.nan', '-.inf', 'NaN', 'True', 'TRUE', 'y', 'n', 'off', 'No', 'NULL', 'Null', '2001-01-01T00:00:00Z', '1:30', '1:30:45', '190:20:30', '0.0', '-0', '12345678901234567890', '9223372036854775807', '1e400', '!!int "3"', '!!float 1', '!!bool "true"', '!!null ""', '!!binary aGk=', '!!str', '!!timestamp 2001-01-01', '!custom a', '"\\x41\\u0041\\n\\t\\e\\0"', "'it''s'", '"a\\\n      b"', '|\n      a\n       b\n', '|-\n      a\n', '|+\n      a\n\n', '>\n      a\n      b\n\n      c\n', '>-\n      a\n', '|2\n        a\n', '"a\n      b"', "'a\n      b'", 'a\n      b', 'a #b', 'a# b', '&x a', '? a', '- a', '@a', '`a`', '%a', '!', '"a" b', '[a, b', '{a: b', '{a, b}', '{a: b, a: c}', '[a,, b]', '{? a : b}', '{"a":b}', '{a:b}', '[a: b]', '!!set {a, b}', '!!omap [a: b]', '!!map {a: b}', '!!seq [a]', '<<', '=', '"\\ud800"', "''", '0_1', '1__0', '0x_f', '-', '--', '---', '...', '1,000', '1 000', '٣', '\u00a0', 'a: b', "'a': b"]


def yaml():
    for scalar in SCALARS:
        yield question('x: %s' % scalar, 'name: p\nservices: {a: {image: i}}\nx-v:\n    v: %s\n' % scalar)
        yield question('environment: %s' % scalar, 'name: p\nservices:\n  a:\n    image: i\n    environment:\n      V: %s\n' % scalar)
        yield question('label: %s' % scalar, 'name: p\nservices:\n  a:\n    image: i\n    labels:\n      V: %s\n' % scalar, None, ['config', '--format', 'yaml'])
        yield question('key: %s' % scalar, 'name: p\nservices:\n  a:\n    image: i\n    environment:\n      %s: v\n' % scalar)
        yield question('list: %s' % scalar, 'name: p\nservices:\n  a:\n    image: i\n    command:\n      - %s\n' % scalar)
    documents = ['', '\n', '# only\n', 'null\n', '[]\n', 'a\n', '{}\n', '---\n', '--- \nservices: {a: {image: i}}\n', 'services: {a: {image: i}}\n---\nservices: {b: {image: i}}\n', 'services: {a: {image: i}}\n...\nservices: {b: {image: i}}\n', 'services: {a: {image: i}}\n---\n', '%YAML 1.1\n---\nservices: {a: {image: i}}\n', '%YAML 1.2\n---\nservices: {a: {image: i}}\n', '%TAG ! tag:x\n---\nservices: {a: {image: i}}\n', '\ufeffservices: {a: {image: i}}\n', 'services: {a: {image: i}}\r\n', 'services:\n\ta: {image: i}\n', 'services:\n a:\n  image: i\n  image: j\n', 'x: &a {image: i}\nservices: {a: *a}\n', 'x-a: &a {image: i}\nservices: {a: *a}\n', 'x-a: &a {image: i}\nservices: {a: {<<: *a, tty: true}}\n', 'x-a: &a {image: i}\nx-b: &b {tty: true, image: j}\nservices: {a: {<<: [*a, *b]}}\n', 'x-a: &a [1]\nservices: {a: {<<: *a}}\n', 'services: {a: {<<: {image: i}}}\n', 'services: {a: {image: *none}}\n', 'services: {a: &s {image: i, labels: {x: y}}, b: {<<: *s, labels: {z: w}}}\n', 'services: {a: {image: i, <<: {image: j, tty: true}}}\n', 'x-a: &a {image: i}\nx-a2: &a {image: j}\nservices: {a: *a}\n', 'services: {a: {image: i, "<<": {tty: true}}}\n', 'a: &a [*a]\nservices: {a: {image: i}}\n', 'services: {a: {image: i}, "b c": {image: i}}\n', 'services: {A: {image: i}}\n', 'services: {a.b: {image: i}}\n', 'services: {-a: {image: i}}\n', 'services: {"": {image: i}}\n', 'services: {1: {image: i}}\n', 'services: {a: }\n', 'services: {a: {}}\n', 'services: \n', 'services: {}\n', '{"services": {"a": {"image": "i"}}}\n', '? services\n: {a: {image: i}}\n', 'services: {a: {image: i}}\nservices: {b: {image: i}}\n', 'services: {a: {image: i, environment: {A: &x y, B: *x}}}\n', 'services: {a: {image: i, x-a: {b: {<<: {c: d}}}}}\n', 'x-e: &e\n  - A=1\nservices: {a: {image: i, environment: *e}}\n', '!!map\nservices: {a: {image: i}}\n', 'services: !!map {a: {image: i}}\n', 'services: !reset {a: {image: i}}\n', 'services: {a: {image: i, tty: !reset true}}\n', 'services: {a: {image: i, ports: !override ["80:80"]}}\n']
    for n, text in enumerate(documents):
        yield question('document %d %r' % (n, text[:60]), text, {}, ['-p', 'p'])


TEMPLATES = ['$X', '${X}', '${X', '$', '$$', '$$$', '$$$X', '${}', '${ X}', '${X }', '$1', '${1}', '$-', '${X-d}', '${X:-d}', '${UNSET-d}', '${UNSET:-d}', '${EMPTY-d}', '${EMPTY:-d}', '${X+a}', '${X:+a}', '${UNSET+a}', '${EMPTY+a}', '${EMPTY:+a}', '${X?e}', '${X:?e}', '${UNSET?e}', '${UNSET:?e}', '${EMPTY?e}', '${EMPTY:?e}', '${UNSET:-${X}}', '${UNSET:-${UNSET:-${N}}}', '${UNSET:-$X}', '${X:+${N}}', '${X:-a}b}', '${UNSET:-a}b}', '${UNSET:-{a}}', '${UNSET:-a:-b}', '${UNSET:-"q"}', "${UNSET:-'q'}", '${UNSET:-a b}', '${UNSET:-$$}', '${UNSET:-$${X}}', '${X:=d}', '${X=d}', '${X/a/b}', '${X:1}', '${X#e}', '${X%x}', '${#X}', '${!X}', '${X^^}', '$X$N', '$X-$N', '$XY', '${X}Y', 'a$', '$a b', '$.', '${X.Y}', '${X-Y}', '${X:-}', '${UNSET:-}', '${UNSET-}', '${UNSET:?}', '${UNSET?}', '${UNSET:+}', '$_', '${_A}', '$ä', '${ä}', '$UNSET$X', '$(X)', '${X}}', '{${X}}', '${SPACE}', '${DOLLAR}', '\\$X', '\\${X}', '$\\{X}', '${X\\}', '${UNSET:-\\}}', '${UNSET:-a\\nb}', '${UNSET:-$}', '${UNSET:-${}}', '${UNSET:-${X}', '${UNSET:-}}', '${x}', '$x', '${UNSET:-#}', '%X%', '${X:-${UNSET:?inner}}', '${UNSET:?${X}}', '${UNSET:?a ${UNSET:-b} c}', '${X:+$}', '${NAME}', '${COMPOSE_PROJECT_NAME}', '${COMPOSE_PROFILES}', '${PWD}', '${X:-d}$', '${UNSET :-d}', '${UNSET:- d }', '${UNSET: -d}', '$X:', '$X:80', '${X}:${N}', '${UNSET:-/a/b:c}', '${T:-false}']


def templates():
    for template in TEMPLATES:
        quoted = json.dumps(template)
        for place, text in {'image': 'image: %s', 'list': 'image: i\n    command: [%s]', 'value': 'image: i\n    environment: {A: %s}', 'entry': 'image: i\n    environment: ["A=%s"]', 'label': 'image: i\n    labels: {A: %s}', 'flag': 'image: i\n    privileged: %s', 'number': 'image: i\n    mem_limit: %s', 'port': 'image: i\n    ports: ["%s:80"]', 'key': 'image: i\n    environment: {%s: v}', 'volume': 'image: i\n    volumes: ["%s:/x"]'}.items():
            inside = quoted[1:-1] if '"%s' in text else quoted
            yield question('%s: %s' % (place, template), 'name: p\nservices:\n  a:\n    ' + text % inside + '\n', {})
        yield question('variables: %s' % template, 'name: p\nservices:\n  a:\n    image: %s\n' % quoted, {}, ['config', '--variables', '--format', 'json'])
        yield question('uninterpolated: %s' % template, 'name: p\nservices:\n  a:\n    image: %s\n' % quoted, {}, ['config', '--no-interpolate', '--format', 'json'])


INCLUDES = ['[inc.yaml]', 'inc.yaml', '[{path: inc.yaml}]', '[{path: [inc.yaml, inc2.yaml]}]', '[{path: inc.yaml, project_directory: sub}]', '[{path: inc.yaml, env_file: i.env}]', '[{path: inc.yaml, env_file: [i.env, j.env]}]', '[sub/inc.yaml]', '[none.yaml]', '[compose.yaml]', '[loop.yaml]', '[{path: sub/inc.yaml, project_directory: .}]', '[inc.yaml, inc.yaml]', '[same.yaml]', '[{project_directory: sub}]', '[{path: inc.yaml, env_file: none.env}]', '[{path: inc.yaml, bogus: 1}]', '["${X}.yaml"]', '[sub]', 'null', '[]', '[inc.yaml, sub/inc.yaml]', '[{path: inc.yaml, x-a: 1}]', '["${UNSET:-inc.yaml}"]', '[ext.yaml]', '[nested.yaml]', '[clash.yaml]', '[{path: [same.yaml, inc2.yaml]}]']
INCLUDED = {'inc.yaml': 'services:\n  inc: {image: "i:${V:-none}", volumes: ["./d:/d", "iv:/v"], networks: [net]}\nvolumes: {iv: }\nnetworks: {net: }\n', 'inc2.yaml': 'services:\n  inc: {environment: {TWO: 2}}\n  two: {image: t}\n', 'sub/inc.yaml': 'services:\n  subinc: {image: "s:${V:-none}", build: ./x, env_file: e.env}\n', 'sub/.env': 'V=subdotenv\n', 'sub/e.env': 'S=1\n', 'i.env': 'V=ienv\n', 'j.env': 'V=jenv\n', 'loop.yaml': 'include: [compose.yaml]\nservices: {l: {image: l}}\n', 'same.yaml': 'services:\n  a: {image: ai}\n', 'clash.yaml': 'services:\n  a: {image: other}\n', 'ex.yaml': 'services: {ex: {image: e}}\n', 'ext.yaml': 'services:\n  e1: {extends: {file: sub/inc.yaml, service: subinc}}\n', 'nested.yaml': 'include: [sub/inc.yaml]\nservices: {n: {image: n, depends_on: [subinc]}}\n'}


def includes():
    for value in INCLUDES:
        text = 'name: p\ninclude: %s\nservices:\n  a: {image: ai}\n' % value
        for arguments in ([], ['--project-directory', 'sub'], ['-f', 'compose.yaml', '-f', 'inc2.yaml'], ['config', '--no-path-resolution', '--format', 'json'], ['config', '--no-interpolate', '--format', 'json'], ['config', '--no-normalize', '--format', 'json'], ['config', '--variables', '--format', 'json']):
            yield question('include %s %s' % (value, arguments), text, INCLUDED, arguments)
        yield question('include %s with V' % value, text, INCLUDED, (), dict(X, V='shell'))


GROUPS = {'services': services, 'nested': nested, 'top': top, 'merged': merged, 'extended': extended, 'flags': flags, 'dotenv': dotenv, 'yaml': yaml, 'templates': templates, 'includes': includes}
