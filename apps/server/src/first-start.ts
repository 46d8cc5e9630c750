import type { Settings } from '@millrace/house/settings';
import type { Model } from '@millrace/model';
import type { Logger } from 'pino';
import { seedDemo } from './demo.ts';
import { fillHistory } from './demo-history.ts';
import { isHalfTold } from './demo-life.ts';
import { seedOrders } from './demo-orders.ts';
import { openHouse } from './house.ts';
import { applyPlan, planPlant } from './model-plan.ts';

/** What an empty plant gets once: its model from the files, in demo mode accounts and a past. Of several servers that start at once, one does it and the others wait. */
export async function firstStart(settings: Settings, site: string, server: string, log: Logger, plant: Model, say: (step: string) => void): Promise<void> {
  const house = await openHouse(settings, site, server, log);
  const turn = await house.database.pool.connect();
  try {
    await turn.query(`select pg_advisory_lock(hashtext('first start'), 7340004)`);
    await house.refreshModel();
    if (house.policy().model.objects.length > 0) {
      if (settings.isDemo && isHalfTold(settings)) say(`the first start was stopped before the history was told whole; to have it, delete ${settings.data} and start again`);
      return;
    }
    const report = await planPlant(house, settings.plant, plant);
    await applyPlan(house, report, { kind: 'system', person: 'rule:first-start' });
    say(`operating model applied: ${report.summary.add} objects from ${settings.plant}`);
    if (!settings.isDemo) return;
    say(`demo accounts made: ${await seedDemo(house)}`);
    // the simulated past is the tablets plant's; another plant begins with an empty record and something to do
    if (site !== 'tablets') say(`orders to begin with: ${await seedOrders(house)}`);
    if (site !== 'tablets' || settings.demoDays === 0) return;
    say(`history: ${settings.demoDays} days of a simulated life are told, some minutes; MILLRACE_DEMO_DAYS=0 would leave them out`);
    await house.pause();
    const past = await fillHistory(settings, site, log, settings.demoDays, say);
    say(`history of ${settings.demoDays} days: ${past.acts} acts, ${past.refused} of them refused as in a real life`);
  } finally {
    turn.release(true);
    await house.stop();
  }
}
