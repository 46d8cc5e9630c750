import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readSettings } from '@millrace/house/settings';
import { fileAnchor } from '@millrace/record';
import { ownDatabase, type OwnDatabase } from '@millrace/testkit';
import { pino } from 'pino';
import { firstStart } from './first-start.ts';
import { migrateHouse } from './house.ts';
import { readPlant } from './model-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'millrace-first-'));
let database: OwnDatabase;
after(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('no plant is begun in an empty record whose site was sealed before', async () => {
  database = await ownDatabase();
  const settings = readSettings({ MILLRACE_DATA: folder, MILLRACE_DEMO: 'off', DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl });
  await migrateHouse(settings);
  // what a restore that was stopped leaves: the witness is back, and the record is not
  fileAnchor(settings.witness, settings.anchorKey).write({ site: 'tablets', number: 7, lastOrdinal: 70, sealedAt: '2026-11-26T06:00:00Z', chain: '00' }, '00');
  const start = (site: string) => firstStart(settings, site, 'test', pino({ level: 'silent' }), readPlant(settings.plant).model, () => undefined);
  await assert.rejects(start('tablets'), {
    name: 'Fault',
    message: /^The record of tablets is empty, and seal 7 of it was anchored in .*seals\.jsonl: its plant is not in this database/,
  });
});
