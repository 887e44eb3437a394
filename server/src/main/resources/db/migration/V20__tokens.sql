-- Tokens of tenants: a name is unique among those of one tenant, so that none can tell what others call theirs.
-- (Those of no tenant are kept apart by the code that makes them, under the lock of the directory.)
alter table api_token drop constraint api_token_name;
alter table api_token add constraint api_token_name_of_tenant unique (tenant_id, name);

-- The operations that a token is limited to, parted by commas; empty for all that its role may call.
alter table api_token add column operations varchar(4000) not null default '';

-- When was this thing changed last? Its revision is what an ETag is made of.
create index change_log_object on change_log (kind, object_id, rev);
