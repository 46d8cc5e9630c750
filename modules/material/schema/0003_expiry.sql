-- lots of a material are looked up when its shelf life gets shorter
create index lot_by_definition on material.lot (site, definition);
