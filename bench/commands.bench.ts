import { connect } from 'node:net';
import pg from 'pg';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clean, dataFolder, descendants, insist, signIn, supervise, until } from '../e2e/house.fixture.ts';

// Job reports over HTTP with 8 clients, against the same rows written by one hand-tuned statement on the same server.
// Both through every trigger and constraint, durable (fsync on), each client on a running order of its own. The two take turns,
// so that what else the machine does hits both. Prints reports per second of each, and the ratio; aim 0.5.

const clients = 8;
// 1,500: until then both the JavaScript and the plans of the statements are still being compiled
const warmReports = 1500;
const rounds = 3;
const roundS = 6;

type Report = () => Promise<void>;

const data = dataFolder('bench');
const house = await supervise(data);
const { ownerUrl } = JSON.parse(readFileSync(join(data, 'engines.json'), 'utf8')) as { ownerUrl: string };
const owner = new pg.Pool({ connectionString: ownerUrl, max: clients });
// by hand as the application too: the owner of the tables is not under their rules of who sees and writes which rows
const application = new pg.Pool({ connectionString: appUrl(ownerUrl), max: clients, options: '-c millrace.scope=*', idleTimeoutMillis: 0 });
try {
  const orders = await startOrders(house.urls[0]!);
  const overHttp = await reporters(house.urls[0]!, orders);
  await untilWarm(overHttp);
  const byHand = await handTuned(orders);
  await untilWarm(byHand);
  const taken: { http: Measured; hand: Measured }[] = [];
  for (let round = 1; round <= rounds; round++) {
    await untilSealed();
    const http = await measure(overHttp);
    await untilSealed();
    const hand = await measure(byHand);
    taken.push({ http, hand });
    console.log(`round ${round}: over HTTP ${show(http)}; by hand ${show(hand)}; ratio ${(http.perS / hand.perS).toFixed(2)}`);
  }
  await insistOnTheSameRows();
  const median = (ratioOf: (one: (typeof taken)[number]) => number) => taken.map(ratioOf).toSorted((x, y) => x - y)[Math.floor(rounds / 2)]!;
  console.log(`processor time of a report, by hand to over HTTP: ratio ${median(({ http, hand }) => hand.cpuMs / http.cpuMs).toFixed(2)}`);
  console.log(`job reports, ${clients} clients: ratio ${median(({ http, hand }) => http.perS / hand.perS).toFixed(2)} in the median of ${rounds} rounds (aim at least 0.5)`);
} finally {
  await Promise.all([owner.end(), application.end()]);
  await clean(data, house);
}

/** The database as the application is let in. */
function appUrl(url: string): string {
  const { app } = JSON.parse(readFileSync(join(data, 'postgres/postgres-secrets.json'), 'utf8')) as { app: string };
  return Object.assign(new URL(url), { username: 'millrace_app', password: app }).href;
}

/** One running order per client, on a unit of its own: an ordinary report, not one that is flagged because nothing runs. */
async function startOrders(url: string): Promise<string[]> {
  const [planner, supervisor] = await Promise.all([signIn(url, 'planner-1'), signIn(url, 'supervisor-1')]);
  const { rows: units } = await owner.query<{ name: string }>(`select name from model.current where kind = 'equipment.unit' order by name limit $1`, [clients]);
  const orders: string[] = [];
  for (const { name: at } of units) {
    const jobOrder = crypto.randomUUID() as string;
    await insist(planner, () => url, 'work.job-order.create', { jobOrder, place: at, quantity: { value: '100000000', unit: '{tbl}' }, plannedStart: new Date().toISOString() });
    await insist(supervisor, () => url, 'work.job-order.dispatch', { jobOrder });
    await insist(supervisor, () => url, 'work.job-order.start', { jobOrder, at });
    orders.push(jobOrder);
  }
  return orders;
}

/** Clients as a terminal is one: signed in once, on a connection that stays open. They speak HTTP by hand: a client's library cost more than the client by hand that speaks to the database. */
async function reporters(url: string, orders: readonly string[]): Promise<Report[]> {
  const { cookie } = await signIn(url, 'supervisor-1');
  const { host, hostname, port } = new URL(url);
  return orders.map((jobOrder) => {
    const body = JSON.stringify({ input: { jobOrder, good: '1' } });
    const socket = connect(Number(port), hostname).setNoDelay().setEncoding('utf8');
    let answered = Promise.withResolvers<void>();
    let text = '';
    socket.on('error', (error) => answered.reject(error));
    socket.on('close', () => answered.reject(new Error('the server closed the connection')));
    socket.on('data', (chunk: string) => {
      text += chunk;
      const head = text.indexOf('\r\n\r\n');
      const length = /^content-length: (\d+)/im.exec(text)?.[1];
      if (head < 0 || text.length < head + 4 + Number(length)) return;
      if (text.startsWith('HTTP/1.1 200 ')) answered.resolve();
      else answered.reject(new Error(`a report was answered ${text}`));
    });
    return () => {
      answered = Promise.withResolvers();
      text = '';
      socket.write(
        `POST /api/work/job-order/count HTTP/1.1\r\nhost: ${host}\r\ncookie: ${cookie}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nidempotency-key: ${crypto.randomUUID()}\r\n\r\n${body}`,
      );
      return answered.promise;
    };
  });
}

async function untilWarm(reports: readonly Report[]): Promise<void> {
  await Promise.all(
    reports.map(async (report) => {
      for (let i = 0; i < warmReports / clients; i++) await report();
    }),
  );
}

/** What the other side left to sequence and to seal is done before the next begins, else one pays for the other. */
async function untilSealed(): Promise<void> {
  await until('all acts are sealed', 60_000, async () => {
    const { rows } = await owner.query<{ is_sealed: boolean }>(
      `select not exists (select from store.unsequenced) and (select max(last_ordinal) from record.seal) = (select max(ordinal) from store.head) as is_sealed`,
    );
    return rows[0]!.is_sealed;
  });
}

interface Measured {
  readonly perS: number;
  readonly medianMs: number;
  /** Processor time of one report, ms: of the server, the database and this client together. */
  readonly cpuMs: number;
  readonly of: string;
}

/** Each client does one thing after another. */
async function measure(reports: readonly Report[]): Promise<Measured> {
  const times: number[] = [];
  const [begin, before] = [performance.now(), processorTime()];
  await Promise.all(
    reports.map(async (report) => {
      for (let from = performance.now(); from < begin + roundS * 1000;) {
        await report();
        const now = performance.now();
        times.push(now - from);
        from = now;
      }
    }),
  );
  const [n, after] = [times.length, processorTime()];
  const each = Object.entries(after).map(([name, ms]) => [name, (ms - before[name]!) / n] as const);
  return {
    perS: (n / (performance.now() - begin)) * 1000,
    medianMs: times.toSorted((a, b) => a - b)[Math.floor(n / 2)]!,
    cpuMs: each.reduce((sum, [, ms]) => sum + ms, 0),
    of: each.map(([name, ms]) => `${name} ${ms.toFixed(2)}`).join(', '),
  };
}

/** Processor time used so far by server, database and client, ms; the database's is its postmaster's with all it started. */
function processorTime(): Record<string, number> {
  const tick = 10; // ms: USER_HZ is 100 wherever Linux runs
  const used = (pid: number) => {
    const file = `/proc/${pid}/stat`;
    // it ended while we looked: what it used is its parent's now
    if (!existsSync(file)) return 0;
    const stat = readFileSync(file, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    // its own, and that of children that have ended: a connection that closes takes its process with it
    return stat.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * tick;
  };
  const all = descendants(house.pid);
  const sum = (word: string) => all.filter((one) => one.command.includes(word)).reduce((total, one) => total + used(one.pid), 0);
  const { user, system } = process.cpuUsage();
  return { server: sum('apps/server/src/main.ts'), database: sum('postgres'), client: (user + system) / 1000 };
}

function show({ perS, medianMs, cpuMs, of }: Measured): string {
  return `${perS.toFixed(0).padStart(5)} /s, median ${medianMs.toFixed(1)} ms, processor ${cpuMs.toFixed(2)} ms (${of})`;
}

/** The least a program could do that leaves the same rows: everything in one statement, prepared, on a connection of its own. */
async function handTuned(orders: readonly string[]): Promise<Report[]> {
  // a real report's own words, so that both write as many bytes
  const { rows } = await owner.query<{ input: string; data: object; answer: object }>(
    `select a.input, e.data, k.answer from store.event e join store.act a on a.site = e.site and a.id = e.act join store.command_key k on k.site = e.site and k.answer->>'act' = a.id::text where e.type = 'work.job-order.counted' limit 1`,
  );
  const { input, data: eventData, answer } = rows[0]!;
  return orders.map((jobOrder) => async () => {
    const [act, event, at] = [crypto.randomUUID(), crypto.randomUUID(), new Date().toISOString()];
    await application.query({
      name: 'by hand',
      text: `with context as (select set_config('millrace.act', json_build_object('act', $1::text, 'by', 'supervisor-1', 'role', 'supervisor', 'at', $3::text, 'clock', 'wall')::text, true)),
        changed as (update work.job_order set revision = revision + 1, good = (good::numeric + 1)::text, run_good = (run_good::numeric + 1)::text from context where site = 'tablets' and id = $4 returning revision),
        acted as (insert into store.act (site, id, recorded_at, happened_at, clock, address, by_person, role, station, input) values ('tablets', $1::uuid, $3::timestamptz, $3::timestamptz, 'wall', 'work.job-order.count', 'supervisor-1', 'supervisor', 'by hand', $5)),
        happened as (insert into store.event (site, id, act, part, recorded_at, type, version, noun, subject, revision, data) select 'tablets', $2, $1::uuid, 0, $3::timestamptz, 'work.job-order.counted', 1, 'work.job-order', $4::text, revision, $6 from changed),
        revised as (insert into store.revision (site, noun, subject, revision) select 'tablets', 'work.job-order', $4::text, revision from changed),
        received as (insert into store.command_key (site, key, address, used_for, recorded_at, answer) values ('tablets', $2::text, 'work.job-order.count', $7, $3::timestamptz, $8))
        insert into store.unsequenced (site, act, recorded_at, events) values ('tablets', $1::uuid, $3::timestamptz, 1)`,
      values: [act, event, at, jobOrder, input, JSON.stringify(eventData), 'f'.repeat(64), JSON.stringify({ ...answer, act })],
    });
  });
}

/** Both sides left as many rows per report in every table, else one of them is not measured but flattered. */
async function insistOnTheSameRows(): Promise<void> {
  const { rows } = await owner.query<{ by_hand: boolean; rows: Record<string, string> }>(
    `with reports as (
        select a.station = 'by hand' as by_hand,
            (select count(*) from store.event e where e.act = a.id) as events,
            (select count(*) from record.audit u where u.act = a.id) as audit,
            (select count(*) from store.event e join store.revision r on (r.noun, r.subject, r.revision) = (e.noun, e.subject, e.revision) where e.act = a.id) as revisions,
            (select count(*) from store.command_key k where k.site = a.site and k.answer->>'act' = a.id::text) as receipts,
            (select count(*) from store.sequenced s where s.act = a.id) + (select count(*) from store.unsequenced s where s.act = a.id) as sequenced
          from (select *, row_number() over (partition by station order by recorded_at desc) as n from store.act where address = 'work.job-order.count') a where n <= 100)
      select by_hand, jsonb_build_object('events', avg(events), 'audit rows', avg(audit), 'revisions', avg(revisions), 'receipts', avg(receipts), 'in the outbox or sequenced', avg(sequenced)) as rows from reports group by 1`,
  );
  const [overHttp, byHand] = [rows.find((row) => !row.by_hand)!.rows, rows.find((row) => row.by_hand)!.rows];
  if (JSON.stringify(overHttp) !== JSON.stringify(byHand))
    throw new Error(`The two do not leave the same rows per report: over HTTP ${JSON.stringify(overHttp)}, by hand ${JSON.stringify(byHand)}`);
  console.log(`rows per report, both: ${JSON.stringify(overHttp)}`);
}
