-- Row-level security, the second wall between tenants: whoever names no scope (berth.scope) sees nothing, a tenant's id
-- shows the rows of that tenant, and `all` shows every row. Each table with a tenant_id gets it as soon as it is there,
-- and so do those without one that only work for all tenants may touch. FORCE holds the owner of the tables to it, too.
-- The subqueries are evaluated once for a statement, not once for a row.
do $walls$
declare
    walled record;
begin
    perform pg_advisory_xact_lock(4242185921); -- several nodes may start at once
    for walled in
        select c.oid::regclass as name, key.attname as tenant
          from pg_class c
          left join pg_attribute key
                 on key.attrelid = c.oid and not key.attisdropped
                and key.attname = case c.relname when 'tenant' then 'id' else 'tenant_id' end
         where c.relnamespace = current_schema()::regnamespace
           and c.relkind in ('r', 'p')
           and not (c.relrowsecurity and c.relforcerowsecurity)
           and (key.attname is not null
                or c.relname in ('listener', 'quota_node', 'idempotency_key', 'signing_key'))
    loop
        execute format('drop policy if exists berth_scope on %s', walled.name);
        execute format('create policy berth_scope on %s using ('
            || '(select current_setting(''berth.scope'', true)) = ''all'''
            || coalesce(' or ' || quote_ident(walled.tenant)
                || '::text = (select current_setting(''berth.scope'', true))', '')
            || ')', walled.name);
        execute format('alter table %s enable row level security', walled.name);
        execute format('alter table %s force row level security', walled.name);
    end loop;
end
$walls$;
