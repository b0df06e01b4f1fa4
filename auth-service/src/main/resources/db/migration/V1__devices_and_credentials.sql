-- Who may connect to the broker: devices, their passwords, and the audit of what was decided.
-- Certificates and enrolment come with V2.

create table device_type (
    name        text primary key,
    description text not null default '',
    created_at  timestamptz not null default now(),
    created_by  text not null
);

create table device_group (
    name        text primary key,
    description text not null default '',
    created_at  timestamptz not null default now(),
    created_by  text not null
);

-- id is the MQTT client id. A client of a role (edge_…, scada_…) needs no row: one with enabled = false blocks it.
create table device (
    id                text primary key,
    type              text references device_type (name),
    site              text,
    enabled           boolean not null default true,
    description       text not null default '',
    -- Tokens issued before are no longer good; null: none was ever withdrawn.
    tokens_valid_from timestamptz,
    created_at        timestamptz not null,
    created_by        text not null,
    changed_at        timestamptz not null,
    changed_by        text not null
);
create index device_by_type on device (type);

create table device_in_group (
    device_id  text not null references device (id) on delete cascade,
    group_name text not null references device_group (name),
    primary key (device_id, group_name)
);
create index device_in_group_by_group on device_in_group (group_name);

-- hash is Argon2id in the PHC string format; the password itself is shown once and kept nowhere.
create table device_password (
    id          uuid primary key,
    device_id   text not null references device (id) on delete cascade,
    hash        text not null,
    created_at  timestamptz not null,
    created_by  text not null,
    -- null: until it is revoked or rotated
    valid_until timestamptz
);
create index device_password_by_device on device_password (device_id);

-- One row per decision that is not routine; like ones within a minute are one row with their number.
create table audit (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    last_at  timestamptz not null,
    times    bigint not null default 1,
    action   text not null,
    actor    text not null,
    subject  text not null,
    address  text not null default '',
    outcome  text not null,
    reason   text not null default ''
);
create index audit_by_time on audit (at, id);
create index audit_by_subject on audit (subject, id);

-- Replicas hold the tables in memory: each change tells them what to read again, once it is committed.
-- The payload is the kind of thing, a blank, and its key.
create function tell_change() returns trigger language plpgsql as $$
declare
    kind text := tg_argv[0];
    key_column text := tg_argv[1];
begin
    if tg_op <> 'DELETE' then
        perform pg_notify('auth_change', kind || ' ' || (to_jsonb(new) ->> key_column));
    end if;
    if tg_op <> 'INSERT' then
        perform pg_notify('auth_change', kind || ' ' || (to_jsonb(old) ->> key_column));
    end if;
    return null;
end
$$;

create trigger tell_change after insert or update or delete on device
    for each row execute function tell_change('device', 'id');
create trigger tell_change after insert or update or delete on device_in_group
    for each row execute function tell_change('device', 'device_id');
create trigger tell_change after insert or update or delete on device_password
    for each row execute function tell_change('password', 'device_id');
