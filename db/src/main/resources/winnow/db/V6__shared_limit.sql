-- Rate limits that several runners share.

CREATE TABLE winnow.shared_limit (
    name text PRIMARY KEY,
    taken_until timestamptz NOT NULL
);
COMMENT ON TABLE winnow.shared_limit IS
    'One row for each limit of a model, key and unit: runners that use the same key take its units in turn.';
COMMENT ON COLUMN winnow.shared_limit.name IS
    'Endpoint, model, a hash of the key, and the unit: requests or tokens, per minute or per day.';
COMMENT ON COLUMN winnow.shared_limit.taken_until IS
    'The units of the time before are taken; before it, nothing may be sent.';
