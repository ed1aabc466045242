-- What a runner is about, for those who look from outside.

ALTER TABLE winnow.run ADD COLUMN activity jsonb;
COMMENT ON COLUMN winnow.run.activity IS
    'What its runner was doing a few seconds ago, while it runs: calls in flight, waits and the state of each endpoint.';
