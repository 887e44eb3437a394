-- What tenants and accounts may do only so much of: key=number, separated by commas; empty for no limit.
alter table tenant add column limits varchar(2000) not null default '';
alter table account add column limits varchar(2000) not null default '';
