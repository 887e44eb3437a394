-- What a tenant allows of data connections. A tenant without a row has the defaults of the program.
create table data_rules (
    tenant_id          bigint      not null primary key references tenant (id) on delete cascade,
    port_key           varchar(16) not null,
    port_mode          varchar(16) not null,
    active             boolean     not null,
    from_port_20       boolean     not null,
    privileged_targets boolean     not null,
    fxp                boolean     not null,
    fxp_ports          integer     not null,
    constraint data_rules_key check (port_key in ('EXACT', 'PREFIX', 'PORT')),
    constraint data_rules_mode check (port_mode in ('SHARED', 'EXCLUSIVE')),
    constraint data_rules_fxp_ports check (fxp_ports between 0 and 1000)
);
