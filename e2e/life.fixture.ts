import { expect, type Browser } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './house.fixture.ts';
import { newId, seat } from './people.ts';
import { talkingMachine } from './talking-machine.fixture.ts';

const schedule = readFileSync(join(import.meta.dirname, '../docs/examples/schedule.xml'), 'utf8');

/** What a list is asked with to answer the record that was left: pages for most, the last hour of a unit for its strip. */
export function askedOf(noun: string): Record<string, string> {
  if (noun === 'mes.call' || noun === 'scada.unit') return {};
  if (noun !== 'scada.interval') return { limit: '1' };
  return { place: 'PK-22', from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date(Date.now() + 60_000).toISOString() };
}

/** A life that leaves a record of nearly every kind: a plan that is changed after its work began, a machine that stands, a call, an action. */
export async function leaveTraces(browser: Browser): Promise<void> {
  const [planner, supervisor, weigher, leader] = [
    await seat(browser, 'planner-1'),
    await seat(browser, 'supervisor-1'),
    await seat(browser, 'weigher-1'),
    await seat(browser, 'team-leader-2'),
  ];
  const close = () => Promise.all([planner, supervisor, weigher, leader].map(({ context }) => context.close()));
  const send = async (xml: string, name: string) => {
    const answer = await planner.context.request.post('/api/integration/message/send', { params: { name }, headers: { 'content-type': 'application/xml' }, data: xml });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  const listed = async (noun: string, more: Record<string, string> = {}) =>
    (await supervisor.ask(`${noun}.list`, { ...askedOf(noun), ...more }))['rows'] as readonly Record<string, string>[] | undefined;

  // a test that failed has its successor begin anew, in the same house
  if ((await listed('planning.difference'))?.[0]) return void (await close());
  const machine = talkingMachine(process.env.MILLRACE_E2E_BROKER!, 'PK-22');
  await send(schedule, 'schedule.xml');
  // by the name that its sender gave it: other orders may wait there
  const order = await until('the plan is an order', 60_000, async () => {
    const requests = (await planner.ask('planning.production-request.list', { limit: '100' }))['rows'] as readonly {
      externalId: string;
      orders: readonly { jobOrder: string }[];
    }[];
    const id = requests.find(({ externalId }) => externalId === 'EX-1')?.orders[0]?.jobOrder;
    return (await listed('work.job-order', { state: 'waiting', place: 'weighing-centre-3', limit: '100' }))?.find((one) => one['id'] === id);
  });
  await supervisor.act('work.job-order.dispatch', { jobOrder: order['id'] });
  await weigher.act('work.job-order.start', { jobOrder: order['id'], at: 'BOX1', ...(order['workMaster'] && { workMaster: order['workMaster'] }) });
  await weigher.act('work.job-order.pause', { jobOrder: order['id'], why: 'a break' });
  // begun work does not follow its request by itself
  await send(schedule.replace('5.000', '4.000').replace('EXAMPLE-1', 'EXAMPLE-2'), 'changed.xml');

  await weigher.act('mes.andon.call', { call: newId(), place: 'BOX1', about: 'material', words: 'The drum is empty.' });
  await leader.act('governance.action.open', {
    action: newId(),
    title: 'Check the guide rail',
    owner: 'team-leader-2',
    due: new Date(Date.now() + 86_400_000).toISOString(),
    place: 'packaging-2',
    board: 'packaging-2-t1',
    letter: 'D',
  });
  for (const noun of ['planning.difference', 'work.job-response', 'mes.call', 'scada.interval']) await until(`${noun} has a record`, 60_000, async () => (await listed(noun))?.[0]);
  await machine.stop();
  await close();
}
