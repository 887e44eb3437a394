-- A job may be about a tenant that is gone: the removal of its files. Hence the slug, and no foreign key. The files are a
-- storage root, which no other tenant may have as long as the job runs.
create table kept_job (
    id        varchar(90)              not null primary key,
    kind      varchar(32)              not null,
    tenant_id bigint                   not null,
    tenant    varchar(63)              not null,
    node      varchar(63)              not null,
    state     varchar(16)              not null,
    total     integer                  not null,
    done      integer                  not null,
    began_at  timestamp with time zone not null,
    ended_at  timestamp with time zone,
    report    text,
    files     varchar(1024),
    constraint kept_job_state check (state in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED', 'INTERRUPTED'))
);
insert into kept_job (id, kind, tenant_id, tenant, node, state, total, done, began_at, ended_at, report)
select j.id, j.kind, j.tenant_id, t.slug, j.node, j.state, j.total, j.done, j.began_at, j.ended_at, j.report
  from job j
  join tenant t on t.id = j.tenant_id;
drop table job;
alter table kept_job rename to job;
create index job_of_tenant on job (tenant_id);
