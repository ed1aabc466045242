-- The tables of the record type shapes, as `./winnow ddl shapes` writes them.

-- shapes.matrix is one jsonb column, for its elements are lists or maps.
-- shapes.calendars is one jsonb column, for its elements are lists or maps.
-- shapes.expression is one jsonb column, for it may contain itself.
-- shapes.tree_children is one jsonb column, for it may contain itself.
-- shapes.tree_twin is one jsonb column, for it may contain itself.
CREATE TABLE records.shapes (
    document_id text NOT NULL,
    extraction_id bigint NOT NULL,
    run_id bigint NOT NULL,
    center_x numeric NOT NULL,
    center_label text
        CONSTRAINT shapes_center_label_size CHECK (char_length(center_label) <= 3),
    nested timestamptz,
    nested_offset interval
        CONSTRAINT shapes_nested_offset_presence CHECK ((nested IS NULL) = (nested_offset IS NULL))
        CONSTRAINT shapes_nested_offset_range CHECK (nested_offset BETWEEN interval '-18:00' AND interval '18:00'),
    holder_present boolean NOT NULL,
    holder_point_present boolean NOT NULL
        CONSTRAINT shapes_holder_point_present_presence CHECK (holder_present OR NOT holder_point_present),
    holder_point_x numeric
        CONSTRAINT shapes_holder_point_x_presence CHECK (holder_point_present = (holder_point_x IS NOT NULL)),
    holder_point_label text
        CONSTRAINT shapes_holder_point_label_presence CHECK (holder_point_present OR holder_point_label IS NULL)
        CONSTRAINT shapes_holder_point_label_size CHECK (char_length(holder_point_label) <= 3),
    holder_figure_type text
        CONSTRAINT shapes_holder_figure_type_presence CHECK (holder_present = (holder_figure_type IS NOT NULL))
        CONSTRAINT shapes_holder_figure_type_choice CHECK (holder_figure_type IN ('circle', 'polygon', 'nothing')),
    holder_figure_circle_center_x numeric
        CONSTRAINT shapes_holder_figure_circle_center_x_presence CHECK ((holder_figure_type IS NOT DISTINCT FROM 'circle') = (holder_figure_circle_center_x IS NOT NULL)),
    holder_figure_circle_center_label text
        CONSTRAINT shapes_holder_figure_circle_center_label_presence CHECK ((holder_figure_type IS NOT DISTINCT FROM 'circle') OR holder_figure_circle_center_label IS NULL)
        CONSTRAINT shapes_holder_figure_circle_center_label_size CHECK (char_length(holder_figure_circle_center_label) <= 3),
    holder_figure_circle_radius integer
        CONSTRAINT shapes_holder_figure_circle_radius_presence CHECK ((holder_figure_type IS NOT DISTINCT FROM 'circle') = (holder_figure_circle_radius IS NOT NULL))
        CONSTRAINT shapes_holder_figure_circle_radius_positive CHECK (holder_figure_circle_radius > 0),
    holder_figure_polygon_fill_fill_kind text
        CONSTRAINT shapes_holder_figure_polygon_fill_fill_kind_presence CHECK ((holder_figure_type IS NOT DISTINCT FROM 'polygon') OR holder_figure_polygon_fill_fill_kind IS NULL)
        CONSTRAINT shapes_holder_figure_polygon_fill_fill_kind_choice CHECK (holder_figure_polygon_fill_fill_kind IN ('plain', 'striped')),
    holder_figure_polygon_fill_plain_color text
        CONSTRAINT shapes_holder_figure_polygon_fill_plain_color_presence CHECK ((holder_figure_polygon_fill_fill_kind IS NOT DISTINCT FROM 'plain') = (holder_figure_polygon_fill_plain_color IS NOT NULL))
        CONSTRAINT shapes_holder_figure_polygon_fill_plain_color_choice CHECK (holder_figure_polygon_fill_plain_color IN ('RED', 'BLUE')),
    holder_figure_polygon_fill_striped_widths_present boolean NOT NULL
        CONSTRAINT shapes_holder_figure_polygon_fill_striped_widths_prese_f59733bd CHECK ((holder_figure_polygon_fill_fill_kind IS NOT DISTINCT FROM 'striped') OR NOT holder_figure_polygon_fill_striped_widths_present),
    holder_figure_polygon_radius integer
        CONSTRAINT shapes_holder_figure_polygon_radius_presence CHECK ((holder_figure_type IS NOT DISTINCT FROM 'polygon') OR holder_figure_polygon_radius IS NULL),
    holder_figure_nothing_why text
        CONSTRAINT shapes_holder_figure_nothing_why_presence CHECK ((holder_figure_type IS NOT DISTINCT FROM 'nothing') OR holder_figure_nothing_why IS NULL),
    holder_names_present boolean NOT NULL
        CONSTRAINT shapes_holder_names_present_presence CHECK (holder_present OR NOT holder_names_present),
    holder_inner_at timestamptz
        CONSTRAINT shapes_holder_inner_at_presence CHECK (holder_present OR holder_inner_at IS NULL),
    holder_inner_at_offset interval
        CONSTRAINT shapes_holder_inner_at_offset_presence CHECK ((holder_inner_at IS NULL) = (holder_inner_at_offset IS NULL))
        CONSTRAINT shapes_holder_inner_at_offset_range CHECK (holder_inner_at_offset BETWEEN interval '-18:00' AND interval '18:00'),
    holder_inner_always timestamptz
        CONSTRAINT shapes_holder_inner_always_presence CHECK (holder_present = (holder_inner_always IS NOT NULL)),
    holder_inner_always_offset interval
        CONSTRAINT shapes_holder_inner_always_offset_presence CHECK ((holder_inner_always IS NULL) = (holder_inner_always_offset IS NULL))
        CONSTRAINT shapes_holder_inner_always_offset_range CHECK (holder_inner_always_offset BETWEEN interval '-18:00' AND interval '18:00'),
    figure_type text NOT NULL
        CONSTRAINT shapes_figure_type_choice CHECK (figure_type IN ('circle', 'polygon', 'nothing')),
    figure_circle_center_x numeric
        CONSTRAINT shapes_figure_circle_center_x_presence CHECK ((figure_type = 'circle') = (figure_circle_center_x IS NOT NULL)),
    figure_circle_center_label text
        CONSTRAINT shapes_figure_circle_center_label_presence CHECK ((figure_type = 'circle') OR figure_circle_center_label IS NULL)
        CONSTRAINT shapes_figure_circle_center_label_size CHECK (char_length(figure_circle_center_label) <= 3),
    figure_circle_radius integer
        CONSTRAINT shapes_figure_circle_radius_presence CHECK ((figure_type = 'circle') = (figure_circle_radius IS NOT NULL))
        CONSTRAINT shapes_figure_circle_radius_positive CHECK (figure_circle_radius > 0),
    figure_polygon_fill_fill_kind text
        CONSTRAINT shapes_figure_polygon_fill_fill_kind_presence CHECK ((figure_type = 'polygon') OR figure_polygon_fill_fill_kind IS NULL)
        CONSTRAINT shapes_figure_polygon_fill_fill_kind_choice CHECK (figure_polygon_fill_fill_kind IN ('plain', 'striped')),
    figure_polygon_fill_plain_color text
        CONSTRAINT shapes_figure_polygon_fill_plain_color_presence CHECK ((figure_polygon_fill_fill_kind IS NOT DISTINCT FROM 'plain') = (figure_polygon_fill_plain_color IS NOT NULL))
        CONSTRAINT shapes_figure_polygon_fill_plain_color_choice CHECK (figure_polygon_fill_plain_color IN ('RED', 'BLUE')),
    figure_polygon_fill_striped_widths_present boolean NOT NULL
        CONSTRAINT shapes_figure_polygon_fill_striped_widths_present_presence CHECK ((figure_polygon_fill_fill_kind IS NOT DISTINCT FROM 'striped') OR NOT figure_polygon_fill_striped_widths_present),
    figure_polygon_radius integer
        CONSTRAINT shapes_figure_polygon_radius_presence CHECK ((figure_type = 'polygon') OR figure_polygon_radius IS NULL),
    figure_nothing_why text
        CONSTRAINT shapes_figure_nothing_why_presence CHECK ((figure_type = 'nothing') OR figure_nothing_why IS NULL),
    perhaps_type text
        CONSTRAINT shapes_perhaps_type_choice CHECK (perhaps_type IN ('circle', 'polygon', 'nothing')),
    perhaps_circle_center_x numeric
        CONSTRAINT shapes_perhaps_circle_center_x_presence CHECK ((perhaps_type IS NOT DISTINCT FROM 'circle') = (perhaps_circle_center_x IS NOT NULL)),
    perhaps_circle_center_label text
        CONSTRAINT shapes_perhaps_circle_center_label_presence CHECK ((perhaps_type IS NOT DISTINCT FROM 'circle') OR perhaps_circle_center_label IS NULL)
        CONSTRAINT shapes_perhaps_circle_center_label_size CHECK (char_length(perhaps_circle_center_label) <= 3),
    perhaps_circle_radius integer
        CONSTRAINT shapes_perhaps_circle_radius_presence CHECK ((perhaps_type IS NOT DISTINCT FROM 'circle') = (perhaps_circle_radius IS NOT NULL))
        CONSTRAINT shapes_perhaps_circle_radius_positive CHECK (perhaps_circle_radius > 0),
    perhaps_polygon_fill_fill_kind text
        CONSTRAINT shapes_perhaps_polygon_fill_fill_kind_presence CHECK ((perhaps_type IS NOT DISTINCT FROM 'polygon') OR perhaps_polygon_fill_fill_kind IS NULL)
        CONSTRAINT shapes_perhaps_polygon_fill_fill_kind_choice CHECK (perhaps_polygon_fill_fill_kind IN ('plain', 'striped')),
    perhaps_polygon_fill_plain_color text
        CONSTRAINT shapes_perhaps_polygon_fill_plain_color_presence CHECK ((perhaps_polygon_fill_fill_kind IS NOT DISTINCT FROM 'plain') = (perhaps_polygon_fill_plain_color IS NOT NULL))
        CONSTRAINT shapes_perhaps_polygon_fill_plain_color_choice CHECK (perhaps_polygon_fill_plain_color IN ('RED', 'BLUE')),
    perhaps_polygon_fill_striped_widths_present boolean NOT NULL
        CONSTRAINT shapes_perhaps_polygon_fill_striped_widths_present_presence CHECK ((perhaps_polygon_fill_fill_kind IS NOT DISTINCT FROM 'striped') OR NOT perhaps_polygon_fill_striped_widths_present),
    perhaps_polygon_radius integer
        CONSTRAINT shapes_perhaps_polygon_radius_presence CHECK ((perhaps_type IS NOT DISTINCT FROM 'polygon') OR perhaps_polygon_radius IS NULL),
    perhaps_nothing_why text
        CONSTRAINT shapes_perhaps_nothing_why_presence CHECK ((perhaps_type IS NOT DISTINCT FROM 'nothing') OR perhaps_nothing_why IS NULL),
    numbers_present boolean NOT NULL,
    gaps_present boolean NOT NULL,
    places_present boolean NOT NULL,
    matrix jsonb NOT NULL,
    calendars jsonb,
    expression jsonb,
    tree_name text NOT NULL,
    tree_children jsonb NOT NULL,
    tree_twin jsonb,
    pair_first integer NOT NULL,
    PRIMARY KEY (document_id),
    CONSTRAINT shapes_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES winnow.document (id) ON DELETE CASCADE,
    CONSTRAINT shapes_extraction_id_fkey
        FOREIGN KEY (extraction_id) REFERENCES winnow.extraction (id),
    CONSTRAINT shapes_run_id_fkey
        FOREIGN KEY (run_id) REFERENCES winnow.run (id)
);
CREATE INDEX ON records.shapes (extraction_id);
CREATE INDEX ON records.shapes (run_id);
COMMENT ON COLUMN records.shapes.center_x IS 'The middle.';
COMMENT ON COLUMN records.shapes.center_label IS 'The middle.';
COMMENT ON COLUMN records.shapes.nested_offset IS 'The offset from UTC with which nested is written.';
COMMENT ON COLUMN records.shapes.holder_point_present IS 'A place in the plane.';
COMMENT ON COLUMN records.shapes.holder_figure_type IS 'Something with an area.';
COMMENT ON COLUMN records.shapes.holder_inner_at_offset IS 'The offset from UTC with which holder_inner_at is written.';
COMMENT ON COLUMN records.shapes.holder_inner_always_offset IS 'The offset from UTC with which holder_inner_always is written.';
COMMENT ON COLUMN records.shapes.figure_type IS 'What is drawn.';
COMMENT ON COLUMN records.shapes.perhaps_type IS 'Something with an area.';
COMMENT ON COLUMN records.shapes.matrix IS 'JSON as in the reply, for its elements are lists or maps.';
COMMENT ON COLUMN records.shapes.calendars IS 'JSON as in the reply, for its elements are lists or maps.';
COMMENT ON COLUMN records.shapes.expression IS 'JSON as in the reply, for it may contain itself.';
COMMENT ON COLUMN records.shapes.tree_children IS 'JSON as in the reply, for it may contain itself.';
COMMENT ON COLUMN records.shapes.tree_twin IS 'JSON as in the reply, for it may contain itself.';

CREATE TABLE records.shapes_holder_figure_polygon_corners (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_holder_figure_polygon_corners_position_min CHECK (position >= 0),
    x numeric NOT NULL,
    label text
        CONSTRAINT shapes_holder_figure_polygon_corners_label_size CHECK (char_length(label) <= 3),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_holder_figure_polygon_corners_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_holder_figure_polygon_corners IS 'A place in the plane.';

CREATE TABLE records.shapes_holder_figure_polygon_fill_striped_colors (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_holder_figure_polygon_fill_striped_colors_position_min CHECK (position >= 0),
    value text NOT NULL
        CONSTRAINT shapes_holder_figure_polygon_fill_striped_colors_value_choice CHECK (value IN ('RED', 'BLUE')),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_holder_figure_polygon_fill_striped_colors_docum_afa823dd
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_holder_figure_polygon_fill_striped_widths (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_holder_figure_polygon_fill_striped_widths_position_min CHECK (position >= 0),
    key text NOT NULL,
    value integer NOT NULL,
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_holder_figure_polygon_fill_striped_widths_docum_7f129b6a
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_holder_names (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_holder_names_position_min CHECK (position >= 0),
    value text NOT NULL
        CONSTRAINT shapes_holder_names_value_not_blank CHECK (value ~ '[^\t-\r\x1C-\x20]'),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_holder_names_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_holder_days (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_holder_days_position_min CHECK (position >= 0),
    key date NOT NULL,
    value integer NOT NULL,
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_holder_days_key_key UNIQUE (document_id, key),
    CONSTRAINT shapes_holder_days_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_figure_polygon_corners (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_figure_polygon_corners_position_min CHECK (position >= 0),
    x numeric NOT NULL,
    label text
        CONSTRAINT shapes_figure_polygon_corners_label_size CHECK (char_length(label) <= 3),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_figure_polygon_corners_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_figure_polygon_corners IS 'A place in the plane.';

CREATE TABLE records.shapes_figure_polygon_fill_striped_colors (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_figure_polygon_fill_striped_colors_position_min CHECK (position >= 0),
    value text NOT NULL
        CONSTRAINT shapes_figure_polygon_fill_striped_colors_value_choice CHECK (value IN ('RED', 'BLUE')),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_figure_polygon_fill_striped_colors_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_figure_polygon_fill_striped_widths (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_figure_polygon_fill_striped_widths_position_min CHECK (position >= 0),
    key text NOT NULL,
    value integer NOT NULL,
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_figure_polygon_fill_striped_widths_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_perhaps_polygon_corners (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_perhaps_polygon_corners_position_min CHECK (position >= 0),
    x numeric NOT NULL,
    label text
        CONSTRAINT shapes_perhaps_polygon_corners_label_size CHECK (char_length(label) <= 3),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_perhaps_polygon_corners_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_perhaps_polygon_corners IS 'A place in the plane.';

CREATE TABLE records.shapes_perhaps_polygon_fill_striped_colors (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_perhaps_polygon_fill_striped_colors_position_min CHECK (position >= 0),
    value text NOT NULL
        CONSTRAINT shapes_perhaps_polygon_fill_striped_colors_value_choice CHECK (value IN ('RED', 'BLUE')),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_perhaps_polygon_fill_striped_colors_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_perhaps_polygon_fill_striped_widths (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_perhaps_polygon_fill_striped_widths_position_min CHECK (position >= 0),
    key text NOT NULL,
    value integer NOT NULL,
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_perhaps_polygon_fill_striped_widths_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_texts (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_texts_position_min CHECK (position >= 0),
    value text,
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_texts_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_numbers (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_numbers_position_min CHECK (position >= 0),
    value integer NOT NULL
        CONSTRAINT shapes_numbers_value_positive CHECK (value > 0),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_numbers_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_times (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_times_position_min CHECK (position >= 0),
    value timestamptz,
    value_offset interval
        CONSTRAINT shapes_times_value_offset_presence CHECK ((value IS NULL) = (value_offset IS NULL))
        CONSTRAINT shapes_times_value_offset_range CHECK (value_offset BETWEEN interval '-18:00' AND interval '18:00'),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_times_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);
COMMENT ON COLUMN records.shapes_times.value_offset IS 'The offset from UTC with which value is written.';

CREATE TABLE records.shapes_points (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_points_position_min CHECK (position >= 0),
    x numeric NOT NULL,
    label text
        CONSTRAINT shapes_points_label_size CHECK (char_length(label) <= 3),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_points_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_points IS 'A place in the plane.';

CREATE TABLE records.shapes_holes (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_holes_position_min CHECK (position >= 0),
    present boolean NOT NULL,
    x numeric
        CONSTRAINT shapes_holes_x_presence CHECK (present = (x IS NOT NULL)),
    label text
        CONSTRAINT shapes_holes_label_presence CHECK (present OR label IS NULL)
        CONSTRAINT shapes_holes_label_size CHECK (char_length(label) <= 3),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_holes_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_holes IS 'A place in the plane.';
COMMENT ON COLUMN records.shapes_holes.present IS 'A place in the plane.';

CREATE TABLE records.shapes_figures (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_figures_position_min CHECK (position >= 0),
    type text NOT NULL
        CONSTRAINT shapes_figures_type_choice CHECK (type IN ('circle', 'polygon', 'nothing')),
    circle_center_x numeric
        CONSTRAINT shapes_figures_circle_center_x_presence CHECK ((type = 'circle') = (circle_center_x IS NOT NULL)),
    circle_center_label text
        CONSTRAINT shapes_figures_circle_center_label_presence CHECK ((type = 'circle') OR circle_center_label IS NULL)
        CONSTRAINT shapes_figures_circle_center_label_size CHECK (char_length(circle_center_label) <= 3),
    circle_radius integer
        CONSTRAINT shapes_figures_circle_radius_presence CHECK ((type = 'circle') = (circle_radius IS NOT NULL))
        CONSTRAINT shapes_figures_circle_radius_positive CHECK (circle_radius > 0),
    polygon_fill_fill_kind text
        CONSTRAINT shapes_figures_polygon_fill_fill_kind_presence CHECK ((type = 'polygon') OR polygon_fill_fill_kind IS NULL)
        CONSTRAINT shapes_figures_polygon_fill_fill_kind_choice CHECK (polygon_fill_fill_kind IN ('plain', 'striped')),
    polygon_fill_plain_color text
        CONSTRAINT shapes_figures_polygon_fill_plain_color_presence CHECK ((polygon_fill_fill_kind IS NOT DISTINCT FROM 'plain') = (polygon_fill_plain_color IS NOT NULL))
        CONSTRAINT shapes_figures_polygon_fill_plain_color_choice CHECK (polygon_fill_plain_color IN ('RED', 'BLUE')),
    polygon_fill_striped_widths_present boolean NOT NULL
        CONSTRAINT shapes_figures_polygon_fill_striped_widths_present_presence CHECK ((polygon_fill_fill_kind IS NOT DISTINCT FROM 'striped') OR NOT polygon_fill_striped_widths_present),
    polygon_radius integer
        CONSTRAINT shapes_figures_polygon_radius_presence CHECK ((type = 'polygon') OR polygon_radius IS NULL),
    nothing_why text
        CONSTRAINT shapes_figures_nothing_why_presence CHECK ((type = 'nothing') OR nothing_why IS NULL),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_figures_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_figures IS 'Something with an area.';
COMMENT ON COLUMN records.shapes_figures.type IS 'Something with an area.';

CREATE TABLE records.shapes_figures_polygon_corners (
    document_id text NOT NULL,
    figures_position integer NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_figures_polygon_corners_position_min CHECK (position >= 0),
    x numeric NOT NULL,
    label text
        CONSTRAINT shapes_figures_polygon_corners_label_size CHECK (char_length(label) <= 3),
    PRIMARY KEY (document_id, figures_position, position),
    CONSTRAINT shapes_figures_polygon_corners_figures_position_fkey
        FOREIGN KEY (document_id, figures_position) REFERENCES records.shapes_figures (document_id, position) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_figures_polygon_corners IS 'A place in the plane.';

CREATE TABLE records.shapes_figures_polygon_fill_striped_colors (
    document_id text NOT NULL,
    figures_position integer NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_figures_polygon_fill_striped_colors_position_min CHECK (position >= 0),
    value text NOT NULL
        CONSTRAINT shapes_figures_polygon_fill_striped_colors_value_choice CHECK (value IN ('RED', 'BLUE')),
    PRIMARY KEY (document_id, figures_position, position),
    CONSTRAINT shapes_figures_polygon_fill_striped_colors_figures_pos_7f5a21fe
        FOREIGN KEY (document_id, figures_position) REFERENCES records.shapes_figures (document_id, position) ON DELETE CASCADE
);

CREATE TABLE records.shapes_figures_polygon_fill_striped_widths (
    document_id text NOT NULL,
    figures_position integer NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_figures_polygon_fill_striped_widths_position_min CHECK (position >= 0),
    key text NOT NULL,
    value integer NOT NULL,
    PRIMARY KEY (document_id, figures_position, position),
    CONSTRAINT shapes_figures_polygon_fill_striped_widths_figures_pos_0d7413db
        FOREIGN KEY (document_id, figures_position) REFERENCES records.shapes_figures (document_id, position) ON DELETE CASCADE
);

CREATE TABLE records.shapes_gaps (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_gaps_position_min CHECK (position >= 0),
    type text
        CONSTRAINT shapes_gaps_type_choice CHECK (type IN ('circle', 'polygon', 'nothing')),
    circle_center_x numeric
        CONSTRAINT shapes_gaps_circle_center_x_presence CHECK ((type IS NOT DISTINCT FROM 'circle') = (circle_center_x IS NOT NULL)),
    circle_center_label text
        CONSTRAINT shapes_gaps_circle_center_label_presence CHECK ((type IS NOT DISTINCT FROM 'circle') OR circle_center_label IS NULL)
        CONSTRAINT shapes_gaps_circle_center_label_size CHECK (char_length(circle_center_label) <= 3),
    circle_radius integer
        CONSTRAINT shapes_gaps_circle_radius_presence CHECK ((type IS NOT DISTINCT FROM 'circle') = (circle_radius IS NOT NULL))
        CONSTRAINT shapes_gaps_circle_radius_positive CHECK (circle_radius > 0),
    polygon_fill_fill_kind text
        CONSTRAINT shapes_gaps_polygon_fill_fill_kind_presence CHECK ((type IS NOT DISTINCT FROM 'polygon') OR polygon_fill_fill_kind IS NULL)
        CONSTRAINT shapes_gaps_polygon_fill_fill_kind_choice CHECK (polygon_fill_fill_kind IN ('plain', 'striped')),
    polygon_fill_plain_color text
        CONSTRAINT shapes_gaps_polygon_fill_plain_color_presence CHECK ((polygon_fill_fill_kind IS NOT DISTINCT FROM 'plain') = (polygon_fill_plain_color IS NOT NULL))
        CONSTRAINT shapes_gaps_polygon_fill_plain_color_choice CHECK (polygon_fill_plain_color IN ('RED', 'BLUE')),
    polygon_fill_striped_widths_present boolean NOT NULL
        CONSTRAINT shapes_gaps_polygon_fill_striped_widths_present_presence CHECK ((polygon_fill_fill_kind IS NOT DISTINCT FROM 'striped') OR NOT polygon_fill_striped_widths_present),
    polygon_radius integer
        CONSTRAINT shapes_gaps_polygon_radius_presence CHECK ((type IS NOT DISTINCT FROM 'polygon') OR polygon_radius IS NULL),
    nothing_why text
        CONSTRAINT shapes_gaps_nothing_why_presence CHECK ((type IS NOT DISTINCT FROM 'nothing') OR nothing_why IS NULL),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_gaps_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_gaps IS 'Something with an area.';
COMMENT ON COLUMN records.shapes_gaps.type IS 'Something with an area.';

CREATE TABLE records.shapes_gaps_polygon_corners (
    document_id text NOT NULL,
    gaps_position integer NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_gaps_polygon_corners_position_min CHECK (position >= 0),
    x numeric NOT NULL,
    label text
        CONSTRAINT shapes_gaps_polygon_corners_label_size CHECK (char_length(label) <= 3),
    PRIMARY KEY (document_id, gaps_position, position),
    CONSTRAINT shapes_gaps_polygon_corners_gaps_position_fkey
        FOREIGN KEY (document_id, gaps_position) REFERENCES records.shapes_gaps (document_id, position) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_gaps_polygon_corners IS 'A place in the plane.';

CREATE TABLE records.shapes_gaps_polygon_fill_striped_colors (
    document_id text NOT NULL,
    gaps_position integer NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_gaps_polygon_fill_striped_colors_position_min CHECK (position >= 0),
    value text NOT NULL
        CONSTRAINT shapes_gaps_polygon_fill_striped_colors_value_choice CHECK (value IN ('RED', 'BLUE')),
    PRIMARY KEY (document_id, gaps_position, position),
    CONSTRAINT shapes_gaps_polygon_fill_striped_colors_gaps_position_fkey
        FOREIGN KEY (document_id, gaps_position) REFERENCES records.shapes_gaps (document_id, position) ON DELETE CASCADE
);

CREATE TABLE records.shapes_gaps_polygon_fill_striped_widths (
    document_id text NOT NULL,
    gaps_position integer NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_gaps_polygon_fill_striped_widths_position_min CHECK (position >= 0),
    key text NOT NULL,
    value integer NOT NULL,
    PRIMARY KEY (document_id, gaps_position, position),
    CONSTRAINT shapes_gaps_polygon_fill_striped_widths_gaps_position_fkey
        FOREIGN KEY (document_id, gaps_position) REFERENCES records.shapes_gaps (document_id, position) ON DELETE CASCADE
);

CREATE TABLE records.shapes_counts (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_counts_position_min CHECK (position >= 0),
    key text NOT NULL
        CONSTRAINT shapes_counts_key_size CHECK (char_length(key) <= 20),
    value integer NOT NULL
        CONSTRAINT shapes_counts_value_positive CHECK (value > 0),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_counts_key_key UNIQUE (document_id, key),
    CONSTRAINT shapes_counts_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_places (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_places_position_min CHECK (position >= 0),
    key text NOT NULL
        CONSTRAINT shapes_places_key_choice CHECK (key IN ('RED', 'BLUE')),
    value_present boolean NOT NULL,
    value_x numeric
        CONSTRAINT shapes_places_value_x_presence CHECK (value_present = (value_x IS NOT NULL)),
    value_label text
        CONSTRAINT shapes_places_value_label_presence CHECK (value_present OR value_label IS NULL)
        CONSTRAINT shapes_places_value_label_size CHECK (char_length(value_label) <= 3),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_places_key_key UNIQUE (document_id, key),
    CONSTRAINT shapes_places_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_places IS 'A place in the plane.';
COMMENT ON COLUMN records.shapes_places.value_present IS 'A place in the plane.';

CREATE TABLE records.shapes_by_year (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_by_year_position_min CHECK (position >= 0),
    key integer NOT NULL
        CONSTRAINT shapes_by_year_key_range CHECK (key BETWEEN 1 AND 9999),
    value_type text NOT NULL
        CONSTRAINT shapes_by_year_value_type_choice CHECK (value_type IN ('circle', 'polygon', 'nothing')),
    value_circle_center_x numeric
        CONSTRAINT shapes_by_year_value_circle_center_x_presence CHECK ((value_type = 'circle') = (value_circle_center_x IS NOT NULL)),
    value_circle_center_label text
        CONSTRAINT shapes_by_year_value_circle_center_label_presence CHECK ((value_type = 'circle') OR value_circle_center_label IS NULL)
        CONSTRAINT shapes_by_year_value_circle_center_label_size CHECK (char_length(value_circle_center_label) <= 3),
    value_circle_radius integer
        CONSTRAINT shapes_by_year_value_circle_radius_presence CHECK ((value_type = 'circle') = (value_circle_radius IS NOT NULL))
        CONSTRAINT shapes_by_year_value_circle_radius_positive CHECK (value_circle_radius > 0),
    value_polygon_fill_fill_kind text
        CONSTRAINT shapes_by_year_value_polygon_fill_fill_kind_presence CHECK ((value_type = 'polygon') OR value_polygon_fill_fill_kind IS NULL)
        CONSTRAINT shapes_by_year_value_polygon_fill_fill_kind_choice CHECK (value_polygon_fill_fill_kind IN ('plain', 'striped')),
    value_polygon_fill_plain_color text
        CONSTRAINT shapes_by_year_value_polygon_fill_plain_color_presence CHECK ((value_polygon_fill_fill_kind IS NOT DISTINCT FROM 'plain') = (value_polygon_fill_plain_color IS NOT NULL))
        CONSTRAINT shapes_by_year_value_polygon_fill_plain_color_choice CHECK (value_polygon_fill_plain_color IN ('RED', 'BLUE')),
    value_polygon_fill_striped_widths_present boolean NOT NULL
        CONSTRAINT shapes_by_year_value_polygon_fill_striped_widths_prese_decb8f79 CHECK ((value_polygon_fill_fill_kind IS NOT DISTINCT FROM 'striped') OR NOT value_polygon_fill_striped_widths_present),
    value_polygon_radius integer
        CONSTRAINT shapes_by_year_value_polygon_radius_presence CHECK ((value_type = 'polygon') OR value_polygon_radius IS NULL),
    value_nothing_why text
        CONSTRAINT shapes_by_year_value_nothing_why_presence CHECK ((value_type = 'nothing') OR value_nothing_why IS NULL),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_by_year_key_key UNIQUE (document_id, key),
    CONSTRAINT shapes_by_year_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_by_year IS 'Something with an area.';
COMMENT ON COLUMN records.shapes_by_year.value_type IS 'Something with an area.';

CREATE TABLE records.shapes_by_year_value_polygon_corners (
    document_id text NOT NULL,
    by_year_position integer NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_by_year_value_polygon_corners_position_min CHECK (position >= 0),
    x numeric NOT NULL,
    label text
        CONSTRAINT shapes_by_year_value_polygon_corners_label_size CHECK (char_length(label) <= 3),
    PRIMARY KEY (document_id, by_year_position, position),
    CONSTRAINT shapes_by_year_value_polygon_corners_by_year_position_fkey
        FOREIGN KEY (document_id, by_year_position) REFERENCES records.shapes_by_year (document_id, position) ON DELETE CASCADE
);
COMMENT ON TABLE records.shapes_by_year_value_polygon_corners IS 'A place in the plane.';

CREATE TABLE records.shapes_by_year_value_polygon_fill_striped_colors (
    document_id text NOT NULL,
    by_year_position integer NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_by_year_value_polygon_fill_striped_colors_position_min CHECK (position >= 0),
    value text NOT NULL
        CONSTRAINT shapes_by_year_value_polygon_fill_striped_colors_value_choice CHECK (value IN ('RED', 'BLUE')),
    PRIMARY KEY (document_id, by_year_position, position),
    CONSTRAINT shapes_by_year_value_polygon_fill_striped_colors_by_ye_a11159d7
        FOREIGN KEY (document_id, by_year_position) REFERENCES records.shapes_by_year (document_id, position) ON DELETE CASCADE
);

CREATE TABLE records.shapes_by_year_value_polygon_fill_striped_widths (
    document_id text NOT NULL,
    by_year_position integer NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_by_year_value_polygon_fill_striped_widths_position_min CHECK (position >= 0),
    key text NOT NULL,
    value integer NOT NULL,
    PRIMARY KEY (document_id, by_year_position, position),
    CONSTRAINT shapes_by_year_value_polygon_fill_striped_widths_by_ye_fa9fc4dc
        FOREIGN KEY (document_id, by_year_position) REFERENCES records.shapes_by_year (document_id, position) ON DELETE CASCADE
);

CREATE TABLE records.shapes_prices (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_prices_position_min CHECK (position >= 0),
    key timestamptz NOT NULL,
    value numeric,
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_prices_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);

CREATE TABLE records.shapes_pair_second (
    document_id text NOT NULL,
    position integer NOT NULL
        CONSTRAINT shapes_pair_second_position_min CHECK (position >= 0),
    value text NOT NULL
        CONSTRAINT shapes_pair_second_value_choice CHECK (value IN ('RED', 'BLUE')),
    PRIMARY KEY (document_id, position),
    CONSTRAINT shapes_pair_second_document_id_fkey
        FOREIGN KEY (document_id) REFERENCES records.shapes (document_id) ON DELETE CASCADE
);
