-- Where an account may do what, as JSON: rules of directories, hidden and denied names; empty for everywhere the same.
alter table account add column path_access varchar(65536) not null default '';

-- HASH and its like have a permission of their own; so far reading was enough.
update account set permissions = permissions || ',HASH' where (',' || permissions || ',') like '%,READ,%';

-- How an account may be logged in to: whether its user has to choose another password first, and networks and hours as
-- JSON; empty for from everywhere and always.
alter table account add column must_change boolean not null default false;
alter table account add column login_rules varchar(65536) not null default '';
