-- Quotas, what is used of them, and what nodes have reserved. Null is no limit.

alter table tenant add column quota_octets bigint;
alter table tenant add column quota_files bigint;
alter table tenant add column quota_volume bigint;
alter table account add column quota_octets bigint;
alter table account add column quota_files bigint;
alter table account add column quota_volume bigint;

-- The books of an account, or those of the tenant's pool: account_id 0. Used and reserved together never exceed the
-- quota. Volume is of the month (year * 12 + month) beside it.
create table quota_usage (
    tenant_id       bigint   not null references tenant (id) on delete cascade,
    account_id      bigint   not null,
    used_octets     bigint   not null default 0,
    used_files      bigint   not null default 0,
    used_volume     bigint   not null default 0,
    reserved_octets bigint   not null default 0,
    reserved_files  bigint   not null default 0,
    reserved_volume bigint   not null default 0,
    volume_month    integer  not null default 0,
    version         bigint   not null default 0,
    unsure          smallint not null default 0,
    primary key (tenant_id, account_id)
);
create index quota_usage_unsure on quota_usage (unsure);

-- A running process. Each batch of bookings has the next number, so that one whose answer was lost is not booked twice.
create table quota_node (
    node        varchar(63) not null,
    incarnation varchar(36) not null,
    batch       bigint      not null default 0,
    primary key (incarnation)
);
create index quota_node_node on quota_node (node);

-- What a process has reserved. When it dies, that is given back and the books are unsure.
create table quota_lease (
    tenant_id   bigint      not null references tenant (id) on delete cascade,
    account_id  bigint      not null,
    incarnation varchar(36) not null references quota_node (incarnation) on delete cascade,
    octets      bigint      not null default 0,
    files       bigint      not null default 0,
    volume      bigint      not null default 0,
    primary key (tenant_id, account_id, incarnation)
);
create index quota_lease_incarnation on quota_lease (incarnation);
