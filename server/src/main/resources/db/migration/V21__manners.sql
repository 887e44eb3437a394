-- How the server speaks to a tenant's clients, and the exceptions for those that cannot bear it.

alter table tenant add column time_zone varchar(64) not null default 'UTC';
alter table tenant add column charset varchar(40);

-- The first rule that matches a client and says something of a matter decides that matter.
create table manner_rule (
    tenant_id        bigint       not null references tenant (id) on delete cascade,
    place            integer      not null,
    client           varchar(200),
    network          varchar(64)  not null,
    account          varchar(128),
    extended_passive boolean,
    allo             varchar(200),
    time_zone        varchar(64),
    charset          varchar(40),
    stou             varchar(8),
    primary key (tenant_id, place),
    constraint manner_rule_stou check (stou in ('FILE', 'FOR'))
);
