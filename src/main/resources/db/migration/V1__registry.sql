-- The registry. Lists keep their order in `position`. Times are milliseconds since 1970.

CREATE TABLE registry_revision (
    revision BIGINT NOT NULL
);
INSERT INTO registry_revision (revision) VALUES (0);

CREATE TABLE inference_node (
    name     TEXT PRIMARY KEY,
    address  TEXT NOT NULL,
    draining BOOLEAN NOT NULL
);

CREATE TABLE node_label (
    node     TEXT NOT NULL REFERENCES inference_node (name) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    value    TEXT NOT NULL,
    PRIMARY KEY (node, position)
);

CREATE TABLE node_device (
    node     TEXT NOT NULL REFERENCES inference_node (name) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    slots    INTEGER NOT NULL CHECK (slots >= 1),
    PRIMARY KEY (node, position)
);

CREATE TABLE inference_service (
    node           TEXT NOT NULL REFERENCES inference_node (name) ON DELETE CASCADE,
    name           TEXT NOT NULL,
    position       INTEGER NOT NULL,
    kind           TEXT NOT NULL,
    port           INTEGER NOT NULL CHECK (port BETWEEN 1 AND 65535),
    tls            BOOLEAN NOT NULL,
    path           TEXT NOT NULL,
    probe          TEXT NOT NULL,
    slots          INTEGER CHECK (slots >= 1),
    weight         DOUBLE PRECISION NOT NULL CHECK (weight > 0),
    device         TEXT NOT NULL,
    token_variable TEXT NOT NULL,
    PRIMARY KEY (node, name)
);

CREATE TABLE service_capability (
    node       TEXT NOT NULL,
    service    TEXT NOT NULL,
    position   INTEGER NOT NULL,
    capability TEXT NOT NULL,
    PRIMARY KEY (node, service, position),
    FOREIGN KEY (node, service) REFERENCES inference_service (node, name) ON DELETE CASCADE
);

CREATE TABLE service_model (
    node     TEXT NOT NULL,
    service  TEXT NOT NULL,
    position INTEGER NOT NULL,
    model    TEXT NOT NULL,
    PRIMARY KEY (node, service, position),
    FOREIGN KEY (node, service) REFERENCES inference_service (node, name) ON DELETE CASCADE
);

CREATE TABLE service_alias (
    node     TEXT NOT NULL,
    service  TEXT NOT NULL,
    position INTEGER NOT NULL,
    alias    TEXT NOT NULL,
    model    TEXT NOT NULL,
    PRIMARY KEY (node, service, position),
    FOREIGN KEY (node, service) REFERENCES inference_service (node, name) ON DELETE CASCADE
);

-- The key itself is nowhere: `hash` is its SHA-256.
CREATE TABLE api_key (
    id                  TEXT PRIMARY KEY,
    name                TEXT NOT NULL UNIQUE,
    hash                TEXT NOT NULL UNIQUE,
    role                TEXT NOT NULL,
    disabled            BOOLEAN NOT NULL,
    requests_per_minute INTEGER CHECK (requests_per_minute >= 1),
    tokens_per_minute   INTEGER CHECK (tokens_per_minute >= 1),
    created             BIGINT NOT NULL
);

CREATE TABLE api_key_model (
    api_key  TEXT NOT NULL REFERENCES api_key (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    model    TEXT NOT NULL,
    PRIMARY KEY (api_key, position)
);

CREATE TABLE api_key_lane (
    api_key  TEXT NOT NULL REFERENCES api_key (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    lane     TEXT NOT NULL,
    PRIMARY KEY (api_key, position)
);

CREATE TABLE registry_event (
    id      ${identity},
    at      BIGINT NOT NULL,
    server  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    text    TEXT NOT NULL
);
