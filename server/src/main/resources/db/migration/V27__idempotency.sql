-- What is remembered of requests that may come again, for a day. Status, headers and body are null until the first of
-- them is answered.
create table idempotency_key (
    token_id bigint                   not null references api_token (id) on delete cascade,
    name     varchar(200)             not null,
    request  varchar(64)              not null,
    status   integer,
    headers  varchar(4000),
    body     text,
    made_at  timestamp with time zone not null default current_timestamp,
    primary key (token_id, name)
);
create index idempotency_key_made on idempotency_key (made_at);
