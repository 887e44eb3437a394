-- What a tenant's clients are greeted with; none for the words of the node.
alter table tenant add column greeting varchar(200);
