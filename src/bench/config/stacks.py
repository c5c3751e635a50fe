#!/usr/bin/env python3
"""Writes a fleet of N stacks as people have them, each a folder with a Compose file, a file it extends from, and env files.

    stacks.py N FOLDER
"""
import pathlib
import sys

COMMON = """\
x-logging: &logging
  driver: json-file
  options: {max-size: "10m", max-file: "3"}

services:
  base:
    restart: unless-stopped
    logging: *logging
    environment:
      TZ: ${TZ:-Europe/Berlin}
      PUID: ${PUID:-1000}
      PGID: ${PGID:-1000}
    security_opt: ["no-new-privileges:true"]
    labels:
      com.example.managed: "yes"
"""

COMPOSE = """\
# Stack {n}: an application, its worker, its database and its cache.
services:
  app:
    extends: {{file: ../common.yaml, service: base}}
    image: ghcr.io/example/app{n}:${{APP_TAG:-2.{n}.0}}
    command: ["serve", "--listen", "0.0.0.0:8080", "--workers", "${{WORKERS:-4}}"]
    depends_on:
      db: {{condition: service_healthy}}
      cache: {{condition: service_started}}
    env_file: [app.env]
    environment:
      DATABASE_URL: postgres://app:${{DB_PASSWORD:?set in .env}}@db:5432/app{n}
      CACHE_URL: redis://cache:6379/0
      PUBLIC_URL: https://app{n}.${{DOMAIN}}
      LOG_LEVEL: ${{LOG_LEVEL:-info}}
    ports:
      - "${{BIND:-127.0.0.1}}:{port}:8080"
      - "{admin}:9090/tcp"
    volumes:
      - ./config:/etc/app:ro
      - uploads:/var/lib/app/uploads
      - type: tmpfs
        target: /tmp
    networks: [front, back]
    labels:
      traefik.enable: "true"
      traefik.http.routers.app{n}.rule: Host(`app{n}.${{DOMAIN}}`)
    healthcheck:
      test: ["CMD", "wget", "-qO-", "http://localhost:8080/health"]
      interval: 30s
      timeout: 5s
      retries: 3
    deploy:
      resources:
        limits: {{cpus: "2.0", memory: 1g}}

  worker:
    extends: {{service: app}}
    command: [work, --queue, default]
    ports: !reset []
    healthcheck: {{disable: true}}

  db:
    extends: {{file: ../common.yaml, service: base}}
    image: postgres:${{POSTGRES_TAG:-16-alpine}}
    env_file: [{{path: db.env, required: true}}, {{path: local.env, required: false}}]
    environment:
      - POSTGRES_USER=app
      - POSTGRES_PASSWORD=${{DB_PASSWORD}}
      - POSTGRES_DB=app{n}
    volumes: ["data:/var/lib/postgresql/data", "./init:/docker-entrypoint-initdb.d:ro"]
    shm_size: 256m
    stop_grace_period: 1m30s
    networks: {{back: {{aliases: [postgres]}}}}
    healthcheck:
      test: pg_isready -U app -d app{n}
      interval: 10s

  cache:
    image: valkey/valkey:8-alpine
    command: valkey-server --save 60 1 --loglevel warning
    volumes: ["cache:/data"]
    ulimits: {{nofile: {{soft: 20000, hard: 40000}}}}
    networks: [back]
    profiles: []

volumes:
  data:
  uploads: {{driver: local}}
  cache:

networks:
  front: {{name: proxy, external: true}}
  back: {{internal: true}}
"""


def write(count, folder):
    root = pathlib.Path(folder)
    (root / "common.yaml").write_text(COMMON)
    fleet = ["fleet: bench", "hosts:", "  one: {}", "stacks:"]
    for n in range(count):
        stack = root / f"app{n}"
        stack.mkdir()
        (stack / "compose.yaml").write_text(COMPOSE.format(n=n, port=10000 + n, admin=20000 + n))
        (stack / ".env").write_text(f"DOMAIN=example{n}.org\nDB_PASSWORD='s3cret {n}'\nAPP_TAG=\"3.{n}\"\nexport WORKERS=8\n")
        (stack / "app.env").write_text("# what only the application reads\nSMTP_HOST=mail.${DOMAIN}\nSMTP_PORT=587\nFEATURES=\"a,b,c\"\n")
        (stack / "db.env").write_text("PGDATA=/var/lib/postgresql/data/pgdata\n")
        fleet.append(f"  app{n}: {{compose: [app{n}/compose.yaml], hosts: [one]}}")
    (root / "gantry.yaml").write_text("\n".join(fleet) + "\n")


if __name__ == "__main__":
    write(int(sys.argv[1]), sys.argv[2])
