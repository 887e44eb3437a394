-- Where an account may do what, as JSON: rules of directories, hidden and denied names; empty for everywhere the same.
alter table account add column path_access varchar(65536) not null default '';

-- HASH and its like have a permission of their own; so far reading was enough.
update account set permissions = permissions || ',HASH' where (',' || permissions || ',') like '%,READ,%';
