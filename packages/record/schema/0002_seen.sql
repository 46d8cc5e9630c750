select store.seen_with('record.comment', 'noun', 'subject');
select store.seen_with('record.file', 'noun', 'subject');
select store.seen_with('record.step', 'noun', 'subject');
-- a tie is seen by whoever sees both ends
select store.seen_with('record.link', 'from_noun', 'from_id', 'to_noun', 'to_id');
