-- A node of an earlier version that still runs beside newer ones does not say whether its change is one of quotas. So it
-- may be: what nodes have reserved is given back once too often, and not too late.
alter table change_log alter column of_quota set default true;
