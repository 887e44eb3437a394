-- Tenants that anybody may log in to, and the account that such logins get.
create table anonymous_access (
    tenant_id  bigint not null primary key references tenant (id) on delete cascade,
    account_id bigint not null,
    constraint anonymous_access_account foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
