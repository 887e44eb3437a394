-- More of what a tenant says of data connections: PASV, how often the names of external addresses are looked up (in
-- seconds), where active ones are dialled from, and idle times (in seconds; none for the node's own).
alter table data_rules add column pasv boolean default true not null;
alter table data_rules add column dns_refresh integer default 60 not null;
alter table data_rules add column source_address varchar(45);
alter table data_rules add column idle_control integer;
alter table data_rules add column idle_data integer;
alter table data_rules add constraint data_rules_times check (
    dns_refresh between 30 and 300
    and (idle_control is null or idle_control between 10 and 86400)
    and (idle_data is null or idle_data between 10 and 86400));
