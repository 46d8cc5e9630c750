import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { history, life, type PlantName } from './history.ts';
import type { ActEvent, PlantEvent, SampleEvent, ScheduleEvent } from './plant/event.ts';
import { readModel } from './plant/model.ts';

const plantsFolder = join(import.meta.dirname, '../../../plants');
const fromMs = Date.parse('2026-11-02T05:00:00Z');
const dayMs = 86_400_000;

async function lived(plant: PlantName, days: number, seed = 'test'): Promise<PlantEvent[]> {
  const events: PlantEvent[] = [];
  for await (const event of history({ plant, plantsFolder, seed, fromMs, toMs: fromMs + days * dayMs })) events.push(event);
  return events;
}
const acts = (events: readonly PlantEvent[]) => events.filter((event): event is ActEvent => event.kind === 'act');
const samples = (events: readonly PlantEvent[]) => events.filter((event): event is SampleEvent => event.kind === 'sample');
const digest = (events: readonly PlantEvent[]) => createHash('sha256').update(JSON.stringify(events)).digest('hex');
const tenDays = await lived('tablets', 10);

suite('a plant lives', () => {
  test('the same life twice by the same seed, another by another', async () => {
    assert.equal(digest(await lived('tablets', 2)), digest(await lived('tablets', 2)));
    assert.notEqual(digest(await lived('tablets', 2)), digest(await lived('tablets', 2, 'other')));
    assert.equal(digest(await lived('gearbox', 3)), digest(await lived('gearbox', 3)));
  });

  test('in order of time, in whole milliseconds', async () => {
    for (const events of [tenDays, await lived('gearbox', 10)]) {
      assert.ok(events.every(({ atMs }) => Number.isInteger(atMs)));
      assert.ok(events.every(({ atMs }, index) => index === 0 || atMs >= (events[index - 1] as PlantEvent).atMs));
    }
  });

  test('a shorter history is the beginning of a longer one, so that weeks can be added', async () => {
    assert.equal(digest(await lived('tablets', 3)), digest(tenDays.filter(({ atMs }) => atMs < fromMs + 3 * dayMs)));
  });

  test('stops fall on the same moment, whether the plant is watched by the second or by the minute', () => {
    const states = (liveFromMs: number): string[] => {
      const found: string[] = [];
      for (const event of life({ plant: 'tablets', plantsFolder, seed: 'test', fromMs, liveFromMs })) {
        if (event.atMs >= fromMs + 1.2 * dayMs) return found;
        if (event.kind === 'sample' && event.address.endsWith('StateCurrent')) found.push(`${event.atMs} ${event.address} ${event.value}`);
      }
      return found;
    };
    const slow = states(fromMs + 2 * dayMs);
    assert.ok(slow.length > 100);
    assert.deepEqual(states(fromMs), slow);
  });
});

suite('what the crew of the tablets plant enters', () => {
  const model = readModel(join(plantsFolder, 'tablets'));

  test('the steps of an instruction are done in their order: what comes before a check that repeats is done before the first of its checks', () => {
    const masters = model.of<{ steps: readonly { id: string }[] }>('work.master');
    const reached = new Map<string, number>();
    for (const act of acts(tenDays)) {
      if (act.act !== 'complete-step') continue;
      const job = `${act.request}/${act.segment}`;
      const at = masters.get(act.work)!.steps.findIndex(({ id }) => id === act.step);
      const last = reached.get(job) ?? -1;
      assert.ok(at === last || at === last + 1, `${act.step} of ${act.work} is done after step ${last + 1} of ${job}`);
      reached.set(job, at);
    }
    assert.ok(reached.size > 150);
  });

  test('every job is started before it is completed, by somebody with the role there', () => {
    const operators = new Set(
      model
        .list<{ person: string; role: string }>('personnel.role-assignment')
        .filter(({ role }) => role === 'operator')
        .map(({ person }) => person),
    );
    const open = new Set<string>();
    let completed = 0;
    for (const act of acts(tenDays)) {
      const job = `${act.request}/${act.segment}`;
      assert.ok(operators.has(act.by), `${act.by} is no operator`);
      if (act.act === 'start') open.add(job);
      else assert.ok(open.has(job), `${act.act} on ${job}, which is not open`);
      if (act.act === 'complete') {
        open.delete(job);
        completed += 1;
      }
    }
    assert.ok(completed > 150, `only ${completed} jobs were completed`);
  });

  test('the second person at a signature is somebody else', () => {
    const seconds = acts(tenDays).filter((act) => 'second' in act && act.second !== undefined) as (ActEvent & { second: string })[];
    assert.ok(seconds.length > 20);
    assert.ok(seconds.every(({ by, second }) => by !== second));
  });

  test('only works, steps, data and reasons of the model are named', () => {
    const masters = model.of<{ steps: { id: string; data?: { id: string }[] }[] }>('work.master');
    const reasons = model.of('equipment.reason');
    for (const act of acts(tenDays)) {
      const step = 'step' in act ? masters.get(act.work)?.steps.find(({ id }) => id === act.step) : undefined;
      if ('step' in act) assert.ok(step, `${act.work} has no step ${act.step}`);
      if (act.act === 'record')
        for (const id of Object.keys(act.data))
          assert.ok(
            step?.data?.some((item) => item.id === id),
            `${act.step} has no item ${id}`,
          );
      if (act.act === 'explain') assert.ok(reasons.has(act.reason), act.reason);
      if (act.act === 'report') for (const { reason } of act.scrap) assert.ok(reasons.has(reason), reason);
    }
  });

  test('a value out of limits is looked at again', () => {
    const rechecks = acts(tenDays).filter((act) => act.act === 'record' && act.isRecheck);
    assert.ok(rechecks.length >= 3, `${rechecks.length} rechecks`);
  });

  test('what is reported at packaging is what the machine counted', () => {
    let reported = 0;
    for (const act of acts(tenDays)) if (act.place === 'packaging-1' && act.act === 'report') reported += act.good + act.scrap.reduce((sum, { quantity }) => sum + quantity, 0);
    let counted = 0;
    let last: number | undefined;
    const address = 'Packaging-1/PK-11/Admin/ProdProcessedCount';
    for (const event of samples(tenDays).filter((sample) => sample.address === address)) {
      const value = Number(event.value);
      if (last !== undefined) counted += value >= last ? value - last : value;
      last = value;
    }
    // the last job is not reported yet, and the first count has nothing before it
    assert.ok(counted > 20_000);
    assert.ok(Math.abs(counted - reported) < 16_500, `counted ${counted}, reported ${reported}`);
  });
});

suite('the machines of the tablets plant', () => {
  test('say only what the model knows, and only states of PackML', () => {
    const known = new Set([...readModel(join(plantsFolder, 'tablets')).of<{ address: string }>('scada.signal').values()].map(({ address }) => address));
    for (const { address, value } of samples(tenDays)) {
      assert.ok(known.has(address), address);
      if (address.endsWith('StateCurrent')) assert.ok(Number(value) >= 1 && Number(value) <= 17);
    }
    assert.deepEqual([...new Set(samples(tenDays).map(({ address }) => address))].toSorted(), [...known].toSorted());
  });

  test('a counter rolls over at 2^32, and another begins again at zero', () => {
    const stepsBack = (address: string) => {
      const values = samples(tenDays)
        .filter((sample) => sample.address === address)
        .map(({ value }) => Number(value));
      return values.flatMap((value, index) => (index > 0 && value < (values[index - 1] as number) ? [values[index - 1] as number] : []));
    };
    const back = ['Packaging-1/PK-12', 'Packaging-2/PK-22'].flatMap((unit) => stepsBack(`${unit}/Admin/ProdProcessedCount`));
    assert.ok(back.some((before) => before > 4_294_900_000));
    assert.ok(['Packaging-1/PK-11', 'Packaging-2/PK-21'].some((unit) => stepsBack(`${unit}/Admin/ProdProcessedCount`).some((before) => before < 4_000_000)));
  });

  test('most stops are short, most of the lost time is in few', () => {
    const stops = acts(tenDays)
      .filter((act) => act.act === 'explain')
      .map((act) => (act.act === 'explain' ? act.toMs - act.fromMs : 0))
      .toSorted((one, other) => one - other);
    const total = stops.reduce((sum, value) => sum + value, 0);
    const longest = stops.slice(-Math.ceil(stops.length / 4)).reduce((sum, value) => sum + value, 0);
    assert.ok(stops.length > 50 && longest / total > 0.5, `${stops.length} stops, ${longest / total}`);
  });
});

suite('schedules', () => {
  const schedules = tenDays.filter((event): event is ScheduleEvent => event.kind === 'schedule');
  test('a file comes twice unchanged, then one order is cut and another cancelled', () => {
    const [first, second, again] = schedules.filter(({ id }) => id === 'PS-2026W45');
    assert.deepEqual([first?.version, second?.version, again?.version], [1, 2, 2]);
    assert.equal(second?.xml, again?.xml);
    assert.deepEqual(second?.requests.filter((request, index) => request.quantity < (first?.requests[index]?.quantity ?? 0)).length, 1);
    assert.deepEqual(second?.requests.filter(({ state }) => state === 'Cancelled').length, 1);
  });
  test('what is cancelled is not made', () => {
    const cancelled = new Set(schedules.flatMap(({ requests }) => requests.filter(({ state }) => state === 'Cancelled').map(({ id }) => id)));
    assert.ok(cancelled.size > 0);
    assert.ok(acts(tenDays).every(({ request }) => !cancelled.has(request)));
  });
  test('the message carries every request and escapes what XML forbids', () => {
    for (const { xml, requests } of schedules) for (const { id } of requests) assert.ok(xml.includes(`<ID>${id}</ID>`));
    assert.ok(schedules.every(({ xml }) => xml.startsWith('<?xml') && !xml.includes('undefined') && !xml.includes('NaN')));
  });
});
