ALTER TABLE ledger_interval ADD COLUMN flags int NOT NULL DEFAULT 0; -- bit n = oee.v1.Flag n
