-- Certificates that were issued, the revocation list, and how devices get their first certificate.

-- serial is hexadecimal. The key of a certificate is never here: its owner has it, and nobody else.
create table certificate (
    serial        text primary key,
    -- SHA-256 of the public key that signed it
    authority     text not null,
    client_id     text not null,
    profile       text not null,
    not_before    timestamptz not null,
    not_after     timestamptz not null,
    fingerprint   text not null,
    pem           text not null,
    issued_at     timestamptz not null,
    issued_by     text not null,
    superseded_by text references certificate (serial),
    -- the end of the overlap with the one that superseded it; null: its own end
    revoke_at     timestamptz,
    revoked_at    timestamptz,
    reason        text,
    -- of how many days before its end people were told; null: not yet
    warned_days   integer
);
create index certificate_by_client on certificate (client_id, issued_at);
create index certificate_by_end on certificate (not_after);
create index certificate_by_overlap on certificate (revoke_at) where revoked_at is null;

-- The last revocation list of each authority. changed: one has been revoked since, by whichever replica.
create table revocation_list (
    authority   text primary key,
    number      bigint not null,
    this_update timestamptz not null,
    next_update timestamptz not null,
    changed     boolean not null,
    content     bytea
);

-- hash is SHA-256 of 256 random bits: nobody guesses those, however fast the hash.
create table enrolment_token (
    id          uuid primary key,
    device_id   text not null references device (id) on delete cascade,
    hash        bytea not null unique,
    created_at  timestamptz not null,
    created_by  text not null,
    valid_until timestamptz not null,
    used_at     timestamptz
);
create index enrolment_token_by_device on enrolment_token (device_id);

-- Who asked for a certificate without a token; one line per id, and not more than a few.
create table enrolment_request (
    client_id  text primary key,
    key_hash   text not null,
    csr        text not null,
    address    text not null,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    times      bigint not null,
    decision   text not null default 'pending',
    decided_by text,
    decided_at timestamptz,
    serial     text references certificate (serial)
);
create index enrolment_request_by_time on enrolment_request (last_at);
