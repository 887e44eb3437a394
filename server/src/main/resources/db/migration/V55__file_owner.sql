-- Whom new files of a tenant belong to; null for what the system chooses. Never root.
alter table tenant add column file_uid bigint;
alter table tenant add column file_gid bigint;
alter table tenant add constraint tenant_file_uid check (file_uid between 1 and 4294967294);
alter table tenant add constraint tenant_file_gid check (file_gid between 1 and 4294967294);
