-- The audit record. It outlives tenants, so it refers to none by a foreign key; what is no tenant's has tenant_id 0.
-- Rows are added and read; only the end of the retention removes them.
create table audit_record (
    source     bigint                   not null,
    number     bigint                   not null,
    at         timestamp with time zone not null,
    node       varchar(63)              not null,
    tenant_id  bigint                   not null,
    tenant     varchar(63)              not null,
    actor      varchar(4096)            not null,
    client     varchar(64)              not null,
    session_id bigint                   not null,
    operation  varchar(64)              not null,
    paths      varchar(60000)           not null,
    octets     bigint                   not null,
    result     varchar(8)               not null,
    code       integer                  not null,
    detail     varchar(400)             not null,
    primary key (source, number),
    constraint audit_record_result check (result in ('DONE', 'REFUSED', 'FAILED'))
);
create index audit_record_of_tenant on audit_record (tenant_id, at, source, number);
create index audit_record_at on audit_record (at, source, number);

-- For how many days the records of a tenant are kept, where that is not the setting of the node.
create table audit_retention (
    tenant_id bigint  not null primary key references tenant (id) on delete cascade,
    days      integer not null,
    constraint audit_retention_days check (days between 1 and 36500)
);
