-- Jobs of the nodes, so that a restart leaves a true account of what was done. What a job has made and its report are
-- written in one transaction.
create table job (
    id        varchar(90)              not null primary key,
    kind      varchar(32)              not null,
    tenant_id bigint                   not null references tenant (id) on delete cascade,
    node      varchar(63)              not null,
    state     varchar(16)              not null,
    total     integer                  not null,
    done      integer                  not null,
    began_at  timestamp with time zone not null,
    ended_at  timestamp with time zone,
    report    text,
    constraint job_state check (state in ('RUNNING', 'DONE', 'CANCELLED', 'FAILED', 'INTERRUPTED'))
);
create index job_tenant on job (tenant_id);
