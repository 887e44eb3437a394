-- How many data connections an account, and a client address, of a tenant may wait for; none for the node's own limits.
alter table data_rules add column max_per_account integer;
alter table data_rules add column max_per_address integer;
alter table data_rules add constraint data_rules_limits check (
    (max_per_account is null or max_per_account between 1 and 1000000)
    and (max_per_address is null or max_per_address between 1 and 1000000));
