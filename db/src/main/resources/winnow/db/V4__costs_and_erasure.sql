-- What calls cost and may cost, requests in flight, replies and documents that are erased.

-- calls in flight while this runs are closed by their number, whatever their state
UPDATE winnow.model_call SET state = 'UNCONFIRMED' WHERE state = 'SENT';
ALTER TABLE winnow.model_call
    ALTER COLUMN request_key DROP NOT NULL,
    ADD COLUMN endpoint_name text,
    ADD COLUMN api text NOT NULL DEFAULT 'CHAT_COMPLETIONS'
        CONSTRAINT model_call_api CHECK (api IN ('CHAT_COMPLETIONS', 'RESPONSES')),
    ADD COLUMN request_id text,
    ADD COLUMN estimated_tokens bigint,
    ADD COLUMN cache_write_tokens bigint,
    ADD COLUMN reasoning_tokens bigint,
    ADD COLUMN erased_at timestamptz,
    ADD CONSTRAINT model_call_erased CHECK (erased_at IS NULL OR reply IS NULL);
ALTER TABLE winnow.model_call ALTER COLUMN api DROP DEFAULT;
CREATE UNIQUE INDEX model_call_in_flight ON winnow.model_call (request_key) WHERE state = 'SENT';
CREATE INDEX model_call_kept ON winnow.model_call (closed_at) WHERE reply IS NOT NULL;
COMMENT ON COLUMN winnow.model_call.request_key IS 'SHA-256 of the request; null once the document is forgotten.';
COMMENT ON COLUMN winnow.model_call.endpoint IS 'Identity of the server: provider and host, never a key.';
COMMENT ON COLUMN winnow.model_call.endpoint_name IS 'What the configuration calls it.';
COMMENT ON COLUMN winnow.model_call.request_id IS 'The server''s name for the exchange, for questions to its operator.';
COMMENT ON COLUMN winnow.model_call.estimated_tokens IS 'Input tokens as counted before the call.';
COMMENT ON COLUMN winnow.model_call.reserved_usd IS 'The most it may cost; null where the prices of the model are not known.';
COMMENT ON COLUMN winnow.model_call.input_tokens IS 'As the server counted them, cached ones included; null where it did not say.';
COMMENT ON COLUMN winnow.model_call.cache_write_tokens IS 'Input tokens written to the provider''s prompt cache.';
COMMENT ON COLUMN winnow.model_call.reasoning_tokens IS 'Output tokens that the model thought with.';
COMMENT ON COLUMN winnow.model_call.cost_usd IS
    'Null while the call is in flight, and where the prices of the model or the tokens are not known.';
COMMENT ON COLUMN winnow.model_call.erased_at IS
    'When its reply was erased, because it had been kept for long enough or its document was forgotten.';

ALTER TABLE winnow.extraction
    ADD COLUMN input text NOT NULL DEFAULT 'WHOLE'
        CONSTRAINT extraction_input CHECK (input IN ('WHOLE', 'HEAD', 'HEAD_AND_TAIL')),
    DROP CONSTRAINT extraction_record,
    ADD CONSTRAINT extraction_record CHECK (
        (outcome = 'EXTRACTED') = (record_type IS NOT NULL)
        AND CASE WHEN retired_at IS NULL THEN (outcome = 'EXTRACTED') = (record IS NOT NULL)
                 ELSE outcome = 'EXTRACTED' OR record IS NULL END);
COMMENT ON COLUMN winnow.extraction.input IS 'How much of the document was read.';
COMMENT ON COLUMN winnow.extraction.retired_at IS
    'When its record was given up: by a run with --redo, because it was not valid by then, or with its forgotten document.';

-- of a document of which head and tail were read, a call is about two passages
ALTER TABLE winnow.extraction_call
    DROP CONSTRAINT extraction_call_pkey,
    ADD PRIMARY KEY (extraction_id, call_id, passage_start);

ALTER TABLE winnow.document ADD COLUMN forgotten_at timestamptz;
COMMENT ON COLUMN winnow.document.id IS 'SHA-256 of its bytes; a random number once it is forgotten.';
COMMENT ON COLUMN winnow.document.forgotten_at IS
    'When everything about it was erased but how large it was, what was done with it and what that cost.';

CREATE VIEW winnow.call_cost AS
SELECT c.id AS call_id, c.run_id, (c.sent_at AT TIME ZONE 'UTC')::date AS day, c.document_id, r.types, r.labels,
       c.endpoint, c.endpoint_name, c.api, c.model, c.attempt, c.state, c.failure,
       c.estimated_tokens, c.input_tokens, c.cached_tokens, c.cache_write_tokens, c.output_tokens, c.reasoning_tokens,
       CASE WHEN c.input_tokens + c.output_tokens::numeric IS NOT NULL
            -- whatever a server says, sums stay countable
            THEN least(c.input_tokens + c.output_tokens::numeric, 1e12)::bigint
            WHEN c.state = 'FAILED' THEN 0
            ELSE c.reserved_tokens END AS tokens,
       coalesce(c.cost_usd, c.reserved_usd) AS usd,
       c.cost_usd IS NULL AS reserved
FROM winnow.model_call c
LEFT JOIN winnow.run r ON r.id = c.run_id;
COMMENT ON VIEW winnow.call_cost IS 'What each call counts for, failed ones included.';
COMMENT ON COLUMN winnow.call_cost.day IS 'The day it was sent, in UTC.';
COMMENT ON COLUMN winnow.call_cost.types IS 'The record types its run asked for.';
COMMENT ON COLUMN winnow.call_cost.labels IS 'The labels of its run, as last given.';
COMMENT ON COLUMN winnow.call_cost.tokens IS
    'Input and output; of a call in flight or unconfirmed, or whose tokens the server did not say, those reserved for it.';
COMMENT ON COLUMN winnow.call_cost.usd IS 'Cost, or what was reserved where it is not known; null where the prices are not.';
COMMENT ON COLUMN winnow.call_cost.reserved IS 'Whether usd is what was reserved.';

CREATE VIEW winnow.cost_by_run AS
SELECT run_id, types, labels, count(*) AS calls, count(*) FILTER (WHERE state = 'FAILED') AS failed,
       count(*) FILTER (WHERE state IN ('SENT', 'UNCONFIRMED')) AS unconfirmed, sum(tokens)::bigint AS tokens, sum(usd) AS usd,
       count(*) FILTER (WHERE usd IS NULL) AS without_price
FROM winnow.call_cost GROUP BY run_id, types, labels;
COMMENT ON VIEW winnow.cost_by_run IS
    'Calls, tokens and cost of each run. Here and in the like, usd is the sum of those calls whose cost is known.';

CREATE VIEW winnow.cost_by_day AS
SELECT day, count(*) AS calls, count(*) FILTER (WHERE state = 'FAILED') AS failed,
       count(*) FILTER (WHERE state IN ('SENT', 'UNCONFIRMED')) AS unconfirmed, sum(tokens)::bigint AS tokens, sum(usd) AS usd,
       count(*) FILTER (WHERE usd IS NULL) AS without_price
FROM winnow.call_cost GROUP BY day;
COMMENT ON VIEW winnow.cost_by_day IS 'Calls, tokens and cost of each day, in UTC.';

CREATE VIEW winnow.cost_by_document AS
SELECT document_id, count(*) AS calls, count(*) FILTER (WHERE state = 'FAILED') AS failed,
       count(*) FILTER (WHERE state IN ('SENT', 'UNCONFIRMED')) AS unconfirmed, sum(tokens)::bigint AS tokens, sum(usd) AS usd,
       count(*) FILTER (WHERE usd IS NULL) AS without_price
FROM winnow.call_cost GROUP BY document_id;
COMMENT ON VIEW winnow.cost_by_document IS 'Calls, tokens and cost of each document, in all runs.';

CREATE VIEW winnow.cost_by_model AS
SELECT endpoint, model, count(*) AS calls, count(*) FILTER (WHERE state = 'FAILED') AS failed,
       count(*) FILTER (WHERE state IN ('SENT', 'UNCONFIRMED')) AS unconfirmed, sum(tokens)::bigint AS tokens, sum(usd) AS usd,
       count(*) FILTER (WHERE usd IS NULL) AS without_price
FROM winnow.call_cost GROUP BY endpoint, model;
COMMENT ON VIEW winnow.cost_by_model IS 'Calls, tokens and cost of each model at each server.';

CREATE VIEW winnow.cost_by_types AS
SELECT types, count(*) AS calls, count(*) FILTER (WHERE state = 'FAILED') AS failed,
       count(*) FILTER (WHERE state IN ('SENT', 'UNCONFIRMED')) AS unconfirmed, sum(tokens)::bigint AS tokens, sum(usd) AS usd,
       count(*) FILTER (WHERE usd IS NULL) AS without_price
FROM winnow.call_cost GROUP BY types;
COMMENT ON VIEW winnow.cost_by_types IS 'Calls, tokens and cost of what was asked for: one record type, or several in one call.';

CREATE VIEW winnow.cost_by_label AS
SELECT l.key AS label, l.value, count(*) AS calls, count(*) FILTER (WHERE state = 'FAILED') AS failed,
       count(*) FILTER (WHERE state IN ('SENT', 'UNCONFIRMED')) AS unconfirmed, sum(tokens)::bigint AS tokens, sum(usd) AS usd,
       count(*) FILTER (WHERE usd IS NULL) AS without_price
FROM winnow.call_cost, jsonb_each_text(labels) AS l GROUP BY l.key, l.value;
COMMENT ON VIEW winnow.cost_by_label IS
    'Calls, tokens and cost of each value of each label; a call with several labels is in several rows.';

CREATE VIEW winnow.estimate_error AS
SELECT endpoint, model, count(*) AS calls, sum(estimated_tokens) AS estimated_tokens,
       sum(input_tokens) AS input_tokens,
       round(sum(input_tokens) / nullif(sum(estimated_tokens), 0) - 1, 4) AS error,
       round(max(input_tokens::numeric / nullif(estimated_tokens, 0)) - 1, 4) AS worst
FROM winnow.model_call
WHERE state = 'ANSWERED' AND estimated_tokens IS NOT NULL AND input_tokens IS NOT NULL
GROUP BY endpoint, model;
COMMENT ON VIEW winnow.estimate_error IS
    'Input tokens as counted before the call and by the server. An error of 0.05 says that there were 5% more than estimated.';
COMMENT ON COLUMN winnow.estimate_error.worst IS 'The error of the call that was estimated lowest.';

CREATE TABLE winnow.spending (
    scope text PRIMARY KEY CONSTRAINT spending_scope CHECK (scope ~ '^(run [0-9]+|day [0-9]{4,}-[0-9]{2}-[0-9]{2})$'),
    usd numeric NOT NULL DEFAULT 0,
    tokens bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE winnow.spending IS
    'What is spent or reserved by each run and on each day (UTC): the sums of winnow.call_cost. Budgets are held against it.';
INSERT INTO winnow.spending (scope, usd, tokens)
SELECT s.scope, coalesce(sum(c.usd), 0), sum(c.tokens)
FROM winnow.call_cost c, LATERAL (VALUES ('run ' || c.run_id), ('day ' || to_char(c.day, 'YYYY-MM-DD'))) AS s (scope)
GROUP BY s.scope;
