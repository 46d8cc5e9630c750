-- No question ever looked for the place of an act by its identity: readers go by position, seals by ordinal, the proof reads all. Each act was entered here for nobody.
drop index store.sequenced_by_act;
