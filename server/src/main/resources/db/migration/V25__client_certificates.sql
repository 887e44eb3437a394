-- What a tenant makes of certificates that clients show: nothing, until it says otherwise. The anchors are PEM.
alter table tenant_tls add column client_use varchar(16) default 'OFF' not null;
alter table tenant_tls add column client_name varchar(16) default 'COMMON_NAME' not null;
alter table tenant_tls add column client_anchors varchar(262144) default '' not null;
alter table tenant_tls add constraint tenant_tls_client_use
    check (client_use in ('OFF', 'INSTEAD', 'ONLY', 'EXTRA'));
alter table tenant_tls add constraint tenant_tls_client_name
    check (client_name in ('COMMON_NAME', 'EMAIL'));
