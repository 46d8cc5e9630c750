-- a lot is looked up by the number on its label, whatever its material, at each value that is recorded at a step
create index lot_by_number on material.lot (site, lot_number);
