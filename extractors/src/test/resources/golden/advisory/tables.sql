-- The tables of the record type advisory, as `./winnow ddl advisory` writes them.

CREATE TABLE records.advisory (
    document_id text NOT NULL,
    extraction_id bigint NOT NULL,
    run_id bigint NOT NULL,
    cve text
        CONSTRAINT advisory_cve_pattern CHECK (cve ~ '^(?:CVE-[0-9]{4}-[0-9]{4,7})$'),
    title text NOT NULL
        CONSTRAINT advisory_title_not_blank CHECK (title ~ '[^\t-\r\x1C-\x20]')
        CONSTRAINT advisory_title_size CHECK (char_length(title) <= 200),
    announced date NOT NULL,
    reported date,
    cwe_present boolean NOT NULL,
    cwe_id text
        CONSTRAINT advisory_cwe_id_presence CHECK (cwe_present = (cwe_id IS NOT NULL))
        CONSTRAINT advisory_cwe_id_pattern CHECK (cwe_id ~ '^(?:CWE-[0-9]{1,5})$'),
    cwe_name text
        CONSTRAINT advisory_cwe_name_presence CHECK (cwe_present = (cwe_name IS NOT NULL))
        CONSTRAINT advisory_cwe_name_not_blank CHECK (cwe_name ~ '[^\t-\r\x1C-\x20]')
        CONSTRAINT advisory_cwe_name_size CHECK (char_length(cwe_name) <= 200),
    severity text NOT NULL
        CONSTRAINT advisory_severity_choice CHECK (severity IN ('low', 'medium', 'high', 'critical')),
    affects text NOT NULL
        CONSTRAINT advisory_affects_choice CHECK (affects IN ('lib', 'tool', 'both')),
    affected_first text NOT NULL
        CONSTRAINT advisory_affected_first_not_blank CHECK (affected_first ~ '[^\t-\r\x1C-\x20]')
        CONSTRAINT advisory_affected_first_size CHECK (char_length(affected_first) <= 40),
    affected_last text NOT NULL
        CONSTRAINT advisory_affected_last_not_blank CHECK (affected_last ~ '[^\t-\r\x1C-\x20]')
        CONSTRAINT advisory_affected_last_size CHECK (char_length(affected_last) <= 40),
    PRIMARY KEY (document_id),
    CONSTRAINT advisory_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES winnow.document (id) ON DELETE CASCADE,
    CONSTRAINT advisory_extraction_id_fkey
        FOREIGN KEY (extraction_id) REFERENCES winnow.extraction (id),
    CONSTRAINT advisory_run_id_fkey
        FOREIGN KEY (run_id) REFERENCES winnow.run (id)
);
CREATE INDEX ON records.advisory (extraction_id);
CREATE INDEX ON records.advisory (run_id);
COMMENT ON TABLE records.advisory IS 'A security advisory for one vulnerability of a software project.';
COMMENT ON COLUMN records.advisory.cve IS 'The CVE name.';
COMMENT ON COLUMN records.advisory.title IS 'The advisory''s title, without the CVE name or the project''s.';
COMMENT ON COLUMN records.advisory.announced IS 'Day the advisory was made public.';
COMMENT ON COLUMN records.advisory.reported IS 'Day the problem was reported to the project.';
COMMENT ON COLUMN records.advisory.cwe_present IS 'The kind of weakness in the Common Weakness Enumeration.';
COMMENT ON COLUMN records.advisory.cwe_id IS 'CWE and its number.';
COMMENT ON COLUMN records.advisory.cwe_name IS 'Its name as printed.';
COMMENT ON COLUMN records.advisory.severity IS 'The severity the project gives; moderate is medium.';
COMMENT ON COLUMN records.advisory.affects IS 'Whether the library, the command line tool or both are affected.';
COMMENT ON COLUMN records.advisory.affected_first IS 'First affected version, as written.';
COMMENT ON COLUMN records.advisory.affected_last IS 'Last affected version, as written.';

CREATE TABLE records.advisory_fixed_in_versions (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT advisory_fixed_in_versions_position_min CHECK (position >= 0),
    value text NOT NULL
        CONSTRAINT advisory_fixed_in_versions_value_not_blank CHECK (value ~ '[^\t-\r\x1C-\x20]')
        CONSTRAINT advisory_fixed_in_versions_value_size CHECK (char_length(value) <= 40),
    PRIMARY KEY (document_id, position),
    CONSTRAINT advisory_fixed_in_versions_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.advisory (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.advisory_fixed_in_versions IS 'Versions with the fix, as written.';

CREATE TABLE records.advisory_introduced_in (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT advisory_introduced_in_position_min CHECK (position >= 0),
    value text NOT NULL
        CONSTRAINT advisory_introduced_in_value_not_blank CHECK (value ~ '[^\t-\r\x1C-\x20]')
        CONSTRAINT advisory_introduced_in_value_size CHECK (char_length(value) <= 200),
    PRIMARY KEY (document_id, position),
    CONSTRAINT advisory_introduced_in_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.advisory (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.advisory_introduced_in IS 'Commits that brought the problem in, as printed; empty if none is named.';

CREATE TABLE records.advisory_fixed_in (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT advisory_fixed_in_position_min CHECK (position >= 0),
    value text NOT NULL
        CONSTRAINT advisory_fixed_in_value_not_blank CHECK (value ~ '[^\t-\r\x1C-\x20]')
        CONSTRAINT advisory_fixed_in_value_size CHECK (char_length(value) <= 200),
    PRIMARY KEY (document_id, position),
    CONSTRAINT advisory_fixed_in_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.advisory (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.advisory_fixed_in IS 'Commits that fix the problem, as printed; empty if none is named.';

CREATE TABLE records.advisory_credits (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT advisory_credits_position_min CHECK (position >= 0),
    role text NOT NULL
        CONSTRAINT advisory_credits_role_choice CHECK (role IN ('reported', 'patched', 'researched', 'helped')),
    name text NOT NULL
        CONSTRAINT advisory_credits_name_not_blank CHECK (name ~ '[^\t-\r\x1C-\x20]')
        CONSTRAINT advisory_credits_name_size CHECK (char_length(name) <= 200),
    PRIMARY KEY (document_id, position),
    CONSTRAINT advisory_credits_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.advisory (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.advisory_credits IS 'Everyone who is thanked or named for their part. One person or group and their part.';
COMMENT ON COLUMN records.advisory_credits.name IS 'The name as printed, with what stands in brackets behind it.';
