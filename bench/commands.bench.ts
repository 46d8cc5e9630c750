import pg from 'pg';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clean, dataFolder, insist, signIn, supervise, type Person } from '../e2e/house.fixture.ts';

// Job reports over HTTP with 8 clients, against the same rows written by one hand-tuned statement on the same server.
// Both through every trigger and constraint, durable (fsync on). Prints reports per second of each, and the ratio; aim 0.5.

const clients = 8;
const warmS = 3;
const runS = 8;
const data = dataFolder('bench');
const house = await supervise(data);
try {
  const url = house.urls[0]!;
  const [planner, supervisor] = await Promise.all([signIn(url, 'planner-1'), signIn(url, 'supervisor-1')]);
  const orders = Array.from({ length: clients }, () => crypto.randomUUID() as string);
  for (const jobOrder of orders) {
    await insist(planner, () => url, 'work.job-order.create', {
      jobOrder,
      place: 'packaging-1',
      quantity: { value: '1000000', unit: '{tbl}' },
      plannedStart: new Date().toISOString(),
    });
    await insist(supervisor, () => url, 'work.job-order.dispatch', { jobOrder });
  }
  const overHttp = await measure(orders, (jobOrder) => reporter(supervisor, jobOrder));
  const { ownerUrl } = JSON.parse(readFileSync(join(data, 'engines.json'), 'utf8')) as { ownerUrl: string };
  const byHand = await handTuned(ownerUrl, orders);
  console.log(`job reports over HTTP, ${clients} clients:         ${overHttp.perS.toFixed(0).padStart(6)} /s   median ${overHttp.medianMs.toFixed(1)} ms`);
  console.log(`same rows by one hand-tuned statement:     ${byHand.perS.toFixed(0).padStart(6)} /s   median ${byHand.medianMs.toFixed(1)} ms`);
  console.log(`ratio ${(overHttp.perS / byHand.perS).toFixed(2)} (aim at least 0.5)`);
} finally {
  await clean(data, house);
}

function reporter(person: Person, jobOrder: string) {
  return async () => {
    const { status, body } = await person.command('work.job-order.count', { jobOrder, good: '1' });
    if (status !== 200) throw new Error(`a report was answered ${status}: ${JSON.stringify(body)}`);
  };
}

/** Each client does one thing after another; what it does while warming up does not count. */
async function measure(orders: readonly string[], make: (jobOrder: string) => () => Promise<void>): Promise<{ perS: number; medianMs: number }> {
  const times: number[] = [];
  const begin = performance.now() + warmS * 1000;
  const end = begin + runS * 1000;
  await Promise.all(
    orders.map(async (jobOrder) => {
      const act = make(jobOrder);
      for (let from = performance.now(); from < end;) {
        await act();
        const now = performance.now();
        if (from >= begin && now <= end) times.push(now - from);
        from = now;
      }
    }),
  );
  return { perS: times.length / runS, medianMs: times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN };
}

/** The least a program could do that leaves the same rows: everything in one statement, prepared, on a connection of its own. */
async function handTuned(ownerUrl: string, orders: readonly string[]): Promise<{ perS: number; medianMs: number }> {
  const connections = await Promise.all(
    orders.map(async () => {
      const client = new pg.Client({ connectionString: ownerUrl });
      await client.connect();
      return client;
    }),
  );
  try {
    // a real report's own words, so that both write as many bytes
    const { rows } = await connections[0]!.query(
      `select a.input, e.data, k.answer from store.event e join store.act a on a.site = e.site and a.id = e.act join store.command_key k on k.site = e.site and k.answer->>'act' = a.id::text where e.type = 'work.job-order.counted' limit 1`,
    );
    const { input, data: eventData, answer } = rows[0] as { input: string; data: object; answer: object };
    const pool = [...connections];
    return await measure(orders, (jobOrder) => {
      const client = pool.pop()!;
      return async () => {
        const [act, event, at] = [crypto.randomUUID(), crypto.randomUUID(), new Date().toISOString()];
        await client.query({
          name: 'by hand',
          text: `with context as (select set_config('millrace.act', json_build_object('act', $1::text, 'by', 'supervisor-1', 'role', 'supervisor', 'at', $3::text, 'clock', 'wall')::text, true)),
            changed as (update work.job_order set revision = revision + 1, sequence = sequence + 1 from context where site = 'tablets' and id = $4 returning revision),
            acted as (insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, station, input) values ('tablets', $1::uuid, $3::timestamptz, $3::timestamptz, 'wall', 'work.job-order.count', 'supervisor-1', 'supervisor', 'e2e', $5)),
            happened as (insert into store.event (site, id, act, part, recorded_at, type, version, noun, subject, revision, data) select 'tablets', $2, $1::uuid, 0, $3::timestamptz, 'work.job-order.counted', 1, 'work.job-order', $4::text, revision, $6 from changed),
            revised as (insert into store.revision (site, noun, subject, revision) select 'tablets', 'work.job-order', $4::text, revision from changed),
            received as (insert into store.command_key (site, key, address, input_hash, recorded_at, answer) values ('tablets', $2::text, 'work.job-order.count', $7, $3::timestamptz, $8))
            insert into store.unsequenced (site, act, recorded_at, events) values ('tablets', $1::uuid, $3::timestamptz, 1)`,
          values: [act, event, at, jobOrder, input, JSON.stringify(eventData), 'f'.repeat(64), JSON.stringify(answer)],
        });
      };
    });
  } finally {
    await Promise.all(connections.map((client) => client.end()));
  }
}
