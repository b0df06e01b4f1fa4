-- Times are milliseconds since 1970 UTC, so that sums are exact and cheap; the views at the end show them as timestamps.

CREATE TABLE machine (
    id              int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    equipment       text COLLATE "C" NOT NULL UNIQUE, -- group/node[/device]
    first_fact_ms   bigint, -- null = none yet
    last_fact_ms    bigint,
    -- what it does now, by its live facts
    online          boolean NOT NULL DEFAULT false,
    since_ms        bigint,
    last_event_ms   bigint,
    last_receive_ms bigint,
    speed           float8, -- items per minute
    design_speed    float8, -- items per minute
    state           int,
    mode            int,
    flags           int     NOT NULL DEFAULT 0, -- bit n = oee.v1.Flag n
    bucket          smallint NOT NULL DEFAULT 3, -- oee.v1.LedgerBucket
    reason          text    NOT NULL DEFAULT '',
    product         text    NOT NULL DEFAULT '',
    order_id        text    NOT NULL DEFAULT ''
);

-- How the facts of a machine are read, from valid_from_ms on; the columns beside the model are those that queries need.
CREATE TABLE machine_model (
    equipment         text COLLATE "C" NOT NULL,
    valid_from_ms     bigint  NOT NULL,
    time_zone         text    NOT NULL,
    day_start_minute  int     NOT NULL,
    charge_no_data    boolean NOT NULL,
    model             bytea   NOT NULL, -- oee.v1.MachineModel
    PRIMARY KEY (equipment, valid_from_ms)
);

-- Every millisecond from a machine's first fact on lies in exactly one interval, [from_ms, to_ms).
CREATE TABLE ledger_interval (
    machine_id     int      NOT NULL,
    from_ms        bigint   NOT NULL,
    to_ms          bigint, -- null = still going on
    stop_from_ms   bigint   NOT NULL,
    outgrows_at_ms bigint   NOT NULL,
    state          int,
    mode           int,
    bucket         smallint NOT NULL,
    online         boolean  NOT NULL,
    has_ideal      boolean  NOT NULL,
    reason         text     NOT NULL,
    product        text     NOT NULL,
    order_id       text     NOT NULL,
    PRIMARY KEY (machine_id, from_ms)
) PARTITION BY RANGE (from_ms);

-- What was produced in (from_ms, from_ms + 10000].
CREATE TABLE count_slot (
    machine_id       int     NOT NULL,
    flags            int     NOT NULL,
    from_ms          bigint  NOT NULL,
    total            bigint  NOT NULL,
    reject           bigint  NOT NULL,
    ideal_total_ms   float8  NOT NULL,
    ideal_good_ms    float8  NOT NULL,
    ideal_startup_ms float8  NOT NULL,
    has_ideal        boolean NOT NULL,
    product          text    NOT NULL,
    order_id         text    NOT NULL,
    PRIMARY KEY (machine_id, from_ms, product, order_id)
) PARTITION BY RANGE (from_ms);

-- The slots of a quarter of an hour added up, kept in step by the writer: a month is read in 2,880 rows instead of 259,200. A quarter,
-- because every zone's hours and days begin on one.
CREATE TABLE count_quarter (
    machine_id       int     NOT NULL,
    flags            int     NOT NULL,
    from_ms          bigint  NOT NULL,
    total            bigint  NOT NULL,
    reject           bigint  NOT NULL,
    unrated          bigint  NOT NULL, -- items counted while no ideal cycle time was known
    ideal_total_ms   float8  NOT NULL,
    ideal_good_ms    float8  NOT NULL,
    ideal_startup_ms float8  NOT NULL,
    has_ideal        boolean NOT NULL,
    PRIMARY KEY (machine_id, from_ms)
) WITH (fillfactor = 90);

-- Every version of every window that the engine has published.
CREATE TABLE oee_result (
    machine_id       int      NOT NULL,
    version          int      NOT NULL,
    start_ms         bigint   NOT NULL,
    end_ms           bigint   NOT NULL,
    decided_ms       bigint   NOT NULL,
    source_offset    bigint   NOT NULL,
    source_partition int      NOT NULL,
    flags            int      NOT NULL,
    not_scheduled_ms bigint   NOT NULL,
    planned_down_ms  bigint   NOT NULL,
    no_data_ms       bigint   NOT NULL,
    setup_ms         bigint   NOT NULL,
    unplanned_down_ms bigint  NOT NULL,
    minor_stop_ms    bigint   NOT NULL,
    run_ms           bigint   NOT NULL,
    total_count      bigint   NOT NULL,
    reject_count     bigint   NOT NULL,
    unrated_count    bigint   NOT NULL,
    ideal_total_ms   float8   NOT NULL,
    ideal_good_ms    float8   NOT NULL,
    ideal_startup_ms float8   NOT NULL,
    window_kind      smallint NOT NULL, -- oee.v1.Window
    cause            smallint NOT NULL, -- oee.v1.ChangeCause
    complete         boolean  NOT NULL,
    has_ideal        boolean  NOT NULL,
    PRIMARY KEY (machine_id, window_kind, start_ms, version)
) PARTITION BY RANGE (start_ms);

-- How far each Kafka partition has been applied; written in the transaction of what it speaks of. The topic's id, not its name, so that
-- a topic created anew is read from its beginning.
CREATE TABLE applied_offset (
    topic_id    text   NOT NULL,
    partition   int    NOT NULL,
    topic       text   NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (topic_id, partition)
);

-- One partition per month, made by the writer when it first meets the month; what lies outside 2015 to 2050 shares two.
CREATE FUNCTION add_month(parent text, month_start_ms bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    starts timestamptz := to_timestamp(month_start_ms / 1000.0);
    ends_ms bigint := extract(epoch FROM (starts AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC') * 1000;
    child text := parent || to_char(starts AT TIME ZONE 'UTC', '_YYYY_MM');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('add_month'));
    IF to_regclass(child) IS NOT NULL THEN
        RETURN;
    END IF;
    -- Made beside the table and then attached: that does not wait for its readers.
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL) WITH (fillfactor = 90)', child, parent);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', parent, child, month_start_ms, ends_ms);
END $$;

CREATE TABLE ledger_interval_early PARTITION OF ledger_interval FOR VALUES FROM (MINVALUE) TO (1420070400000);
CREATE TABLE ledger_interval_late PARTITION OF ledger_interval FOR VALUES FROM (2524608000000) TO (MAXVALUE);
CREATE TABLE count_slot_early PARTITION OF count_slot FOR VALUES FROM (MINVALUE) TO (1420070400000);
CREATE TABLE count_slot_late PARTITION OF count_slot FOR VALUES FROM (2524608000000) TO (MAXVALUE);
CREATE TABLE oee_result_early PARTITION OF oee_result FOR VALUES FROM (MINVALUE) TO (1420070400000);
CREATE TABLE oee_result_late PARTITION OF oee_result FOR VALUES FROM (2524608000000) TO (MAXVALUE);

-- For reporting tools.
CREATE VIEW ledger AS
    SELECT m.equipment, to_timestamp(i.from_ms / 1000.0) AS from_time, to_timestamp(i.to_ms / 1000.0) AS to_time,
           (ARRAY['NOT_SCHEDULED', 'PLANNED_DOWN', 'NO_DATA', 'SETUP', 'UNPLANNED_DOWN', 'MINOR_STOP', 'RUN'])[i.bucket] AS bucket,
           i.state, i.mode, i.reason, i.product, i.order_id
    FROM ledger_interval i JOIN machine m ON m.id = i.machine_id;

CREATE VIEW counts AS
    SELECT m.equipment, to_timestamp(c.from_ms / 1000.0) AS from_time, to_timestamp((c.from_ms + 10000) / 1000.0) AS to_time,
           c.product, c.order_id, c.total, c.reject
    FROM count_slot c JOIN machine m ON m.id = c.machine_id;
