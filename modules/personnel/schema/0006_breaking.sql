-- breaking: an account that is locked by hand has no end of its lock, which a server from before 0004 cannot read; 0004 did not say so
comment on column personnel.credential.locked_until is 'When an account that wrong tries locked opens again; none where it was locked by hand, until it is unlocked';
