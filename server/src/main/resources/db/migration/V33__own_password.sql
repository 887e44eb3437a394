-- Whether the user of an account may choose another password.
alter table account add column own_password boolean not null default true;
