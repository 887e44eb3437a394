-- Whether a change is one of quotas. What nodes have reserved is given back after those only.
alter table change_log add column of_quota boolean not null default false;
