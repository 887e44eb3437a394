-- What new accounts of a tenant get that are made without saying otherwise: settings as the admin API writes them (JSON),
-- limits and quotas as the columns of the same names of an account have them.
create table account_defaults (
    tenant_id    bigint         not null primary key references tenant (id) on delete cascade,
    settings     varchar(65536) not null,
    limits       varchar(2000)  not null default '',
    quota_octets bigint,
    quota_files  bigint,
    quota_volume bigint
);
