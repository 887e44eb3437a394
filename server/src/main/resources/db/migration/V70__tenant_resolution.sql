-- What tells on a listener which tenant a session is for: words separated by spaces; none for what is usual.
alter table listener add column tenant_by varchar(100) not null default '';

-- What a tenant is known by on shared listeners, besides its slug: domains in lower case, and addresses of load balancers
-- that clients dial (port 0: every port).
create table tenant_domain (
    domain    varchar(253) not null primary key,
    tenant_id bigint       not null references tenant (id) on delete cascade
);
create index tenant_domain_tenant on tenant_domain (tenant_id);

create table tenant_destination (
    address   varchar(45) not null,
    port      integer     not null,
    tenant_id bigint      not null references tenant (id) on delete cascade,
    primary key (address, port),
    constraint tenant_destination_port check (port between 0 and 65535)
);
create index tenant_destination_tenant on tenant_destination (tenant_id);
