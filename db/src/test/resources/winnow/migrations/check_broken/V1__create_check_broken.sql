CREATE TABLE records.check_broken (
