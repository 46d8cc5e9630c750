import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Settings } from '@millrace/house/settings';
import { Fault } from '@millrace/kernel';
import type { Model } from '@millrace/model';
import { fileAnchor } from '@millrace/record';
import type { Database } from '@millrace/store';
import type { Logger } from 'pino';
import { seedDemo } from './demo.ts';
import { fillHistory } from './demo-history.ts';
import { isHalfTold } from './demo-life.ts';
import { seedOrders } from './demo-orders.ts';
import { openHouse, type House } from './house.ts';
import { applyPlan, planPlant } from './model-plan.ts';

/** What an empty plant gets once: its model from the files, in demo mode accounts and a past. Of several servers that start at once, one does it and the others wait. */
export async function firstStart(settings: Settings, site: string, server: string, log: Logger, plant: Model, say: (step: string) => void): Promise<void> {
  const house = await openHouse(settings, site, server, log);
  try {
    await inTurn(house.database, () => begin(house, settings, site, log, plant, say));
  } finally {
    await house.stop();
  }
}

async function begin(house: House, settings: Settings, site: string, log: Logger, plant: Model, say: (step: string) => void): Promise<void> {
  await house.refreshModel();
  if (house.policy().model.objects.length > 0) {
    if (settings.isDemo && isHalfTold(settings)) say(`the first start was stopped before the history was told whole; to have it, delete ${settings.data} and start again`);
    return;
  }
  refuseWithoutItsRecord(settings, site);
  const report = await planPlant(house, settings.plant, plant);
  await applyPlan(house, report, { kind: 'system', person: 'rule:first-start' });
  say(`operating model applied: ${report.summary.add} objects from ${settings.plant}`);
  if (!settings.isDemo) return;
  say(`demo accounts made: ${await seedDemo(house)}`);
  // the simulated past is the tablets plant's; another plant begins with an empty record and something to do
  if (site !== 'tablets') say(`orders to begin with: ${await seedOrders(house)}`);
  if (site !== 'tablets' || settings.demoDays === 0) return;
  const days = `${settings.demoDays} ${settings.demoDays === 1 ? 'day' : 'days'}`;
  // 15 to 30 s a day, by the machine
  say(`history: ${days} of a simulated life, ${settings.demoDays > 3 ? 'some minutes' : 'a minute or two'}; MILLRACE_DEMO_DAYS=0 would leave it out`);
  await house.pause();
  const past = await fillHistory(settings, site, log, settings.demoDays, say);
  say(`history of ${days}: ${past.acts} acts, ${past.refused} of them refused as in a real life`);
}

/** Waits until no other server is at it, which may take minutes, longer than a statement may wait: so it asks again and again. */
async function inTurn(database: Database, does: () => Promise<void>): Promise<void> {
  const turn = await database.pool.connect();
  const isOurs = async () => {
    const { rows } = await turn.query<{ is_ours: boolean }>(`select pg_try_advisory_lock(hashtext('first start'), 7340004) as is_ours`);
    return rows[0]!.is_ours;
  };
  try {
    while (!(await isOurs())) await setTimeout(250);
    await does();
  } finally {
    turn.release(true);
  }
}

/** An empty record under a witness that remembers seals of the site is no plant at its first start: a restore was stopped, or another database is named. */
function refuseWithoutItsRecord(settings: Settings, site: string): void {
  const anchor = fileAnchor(resolve(settings.witness), resolve(settings.anchorKey));
  const last = Math.max(anchor.newest(site)?.number ?? 0, ...anchor.read(site).map(({ number }) => number));
  if (last > 0)
    throw new Fault(
      `The record of ${site} is empty, and seal ${last} of it was anchored in ${settings.witness}: its plant is not in this database. ` +
        'Name the database that holds it, or restore its backup into a fresh data folder. Nothing was begun',
    );
}
