-- An account for one login, such as the doctor has: the login takes its password away, and it goes when it has expired.
alter table account add column one_time boolean not null default false;
