-- The time of a record never changes, so it may be a part of its key. The key then serves what the index by time was there
-- for, and each row is written into one tree less. (The name of the old key differs between databases: a new table.)
alter table audit_record rename to audit_record_before;
drop index audit_record_of_tenant;
drop index audit_record_at;
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
    constraint audit_record_key primary key (at, source, number),
    constraint audit_record_known_result check (result in ('DONE', 'REFUSED', 'FAILED'))
);
insert into audit_record (at, source, number, node, tenant_id, tenant, actor, client, session_id, operation, paths, octets,
                          result, code, detail)
select at, source, number, node, tenant_id, tenant, actor, client, session_id, operation, paths, octets, result, code, detail
  from audit_record_before;
drop table audit_record_before;
create index audit_record_of_tenant on audit_record (tenant_id, at, source, number);
