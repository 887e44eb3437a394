-- What becomes of a tenant's status by itself: a line for each change in the order of time, with the time (seconds since
-- 1970), the status and the reason, separated by spaces. The row is not touched when a time has come: who reads it applies
-- what is due.
alter table tenant add column status_changes varchar(1000) not null default '';
