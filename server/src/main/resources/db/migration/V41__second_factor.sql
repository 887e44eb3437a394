-- What makes the codes that go behind the passwords of accounts (RFC 6238), sealed as private keys are, and the time step
-- of the last code that was used: none is used twice, on whichever node.
create table second_factor (
    tenant_id     bigint                   not null,
    account_id    bigint                   not null,
    sealed_secret bytea                    not null,
    last_step     bigint                   not null default 0,
    created_at    timestamp with time zone not null,
    primary key (tenant_id, account_id),
    constraint second_factor_account foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
