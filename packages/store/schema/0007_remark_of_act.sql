-- What was noted of an act is shown with it, on the page of the record it changed.
create index remark_of_act on store.remark (site, act);

comment on table store.remark is 'What was noted of an act that went on: plant rules broken where their mode did not enforce them (observe, shadow, advise), and a moment it was told of that cannot be';
comment on column store.act.happened_at is 'When it happened as its sender told, UTC; equals recorded_at unless a back-fill, an offline terminal or a machine says otherwise. A moment that cannot be is noted in store.remark, and the events count as of recorded_at';
