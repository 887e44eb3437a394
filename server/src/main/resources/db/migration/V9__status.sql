-- Why a tenant is restricted, in words for its users.
alter table tenant add column status_reason varchar(300) not null default '';
