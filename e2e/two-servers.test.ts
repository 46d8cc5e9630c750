import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fullGrant, startBroker } from '@millrace/connector-mqtt';
import { clean, dataFolder, descendants, insist, onDatabase, pause, serversOf, signIn, supervise, until, type Person, type Supervised } from './house.fixture.ts';
import { talkingMachine, type TalkingMachine } from './talking-machine.fixture.ts';

// Two servers on one set of engines share the work and survive each other's death.

const data = dataFolder('two');
let house: Supervised;
let warehouse: Person;
let broker: Awaited<ReturnType<typeof startBroker>>;
let machine: TalkingMachine;
before(async () => {
  // a broker of its own: those who listen are killed, and it is not
  broker = await startBroker({ port: 0, authenticate: async () => fullGrant });
  house = await supervise(data, { MILLRACE_SERVERS: '2', MQTT_URL: broker.url });
  warehouse = await signIn(house.urls[0]!, 'warehouse-1');
});
after(async () => {
  await machine?.stop();
  await clean(data, house);
  await broker?.stop();
});

const received = (url: string) => {
  const lot = crypto.randomUUID();
  return insist(warehouse, () => url, 'material.lot.receive', {
    lot,
    lotNumber: `T-${lot.slice(-12)}`,
    definition: 'API-7',
    quantity: { value: '1', unit: 'kg' },
    place: 'packaging-1',
  }).then(() => lot);
};
/** Which server process holds the lock under which positions are stamped: found by its connection. */
const holders = () =>
  onDatabase(data, async (client) =>
    (
      await client.query<{ pid: number }>(
        `select distinct l.pid from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.granted and a.application_name = 'millrace' and a.state = 'idle'`,
      )
    ).rows.map((row) => row.pid),
  );

test('two servers stand on one set of engines, and one person is known at both', async () => {
  assert.equal(house.urls.length, 2);
  assert.equal(serversOf(house.pid).length, 2);
  for (const url of house.urls) assert.equal((await fetch(`${url}/api/session`, { headers: { cookie: warehouse.cookie } })).status, 200);
});

test('what is done at one is seen at the other', async () => {
  const [first, second] = await Promise.all(house.urls.map((url) => signIn(url, 'warehouse-1')));
  const lot = await received(house.urls[0]!);
  assert.equal((await second!.query('material.lot.show', { lot })).status, 200);
  const other = await received(house.urls[1]!);
  assert.equal((await first!.query('material.lot.show', { lot: other })).status, 200);
});

test('one act sent to both servers at once with one key is done once', async () => {
  const [lot, key] = [crypto.randomUUID(), crypto.randomUUID()];
  const input = { lot, lotNumber: `B-${lot.slice(-12)}`, definition: 'API-7', quantity: { value: '1', unit: 'kg' }, place: 'packaging-1' };
  const answers = await Promise.all([...house.urls, ...house.urls].map((url) => warehouse.command('material.lot.receive', input, { key, url })));
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [200, 200, 200, 200],
  );
  assert.equal(answers.filter((answer) => answer.body.isRepeat === false).length, 1);
});

test('a live view at one server hears what was done at the other', async () => {
  const heard: string[] = [];
  const listening = new AbortController();
  const stream = await fetch(`${house.urls[1]}/api/live`, { headers: { cookie: warehouse.cookie }, signal: listening.signal });
  void (async () => {
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) heard.push(chunk);
  })().catch(() => undefined);
  const lot = await received(house.urls[0]!);
  await until('it is heard', 10_000, () => heard.join('').includes(lot));
  listening.abort();
});

test('when one server dies the other goes on at once, and stamps positions for both', async () => {
  const servers = serversOf(house.pid);
  const before_ = await until('someone stamps', 10_000, async () => ((await holders()).length > 0 ? holders() : undefined));
  assert.ok(before_.length > 0);
  const lots: string[] = [];
  let isOver = false;
  const working = (async () => {
    while (!isOver) lots.push(await received(house.urls[1]!));
  })();
  await until('the load runs', 10_000, () => lots.length > 5);
  process.kill(servers[0]!.pid, 'SIGKILL');
  const atKill = lots.length;
  await until('the other goes on', 15_000, () => lots.length > atKill + 20);
  isOver = true;
  await working;
  await until('all is sequenced', 20_000, () => onDatabase(data, async (client) => (await client.query('select from store.unsequenced')).rowCount === 0));
  await onDatabase(data, async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from store.event e join store.sequenced s on s.site = e.site and s.act = e.act where e.type = 'material.lot.received' and e.subject = any($1)`,
      [lots],
    );
    assert.equal(rows[0]!.n, lots.length);
    const gaps = await client.query(`select from (select first_position - lag(first_position + events) over (order by ordinal) as gap from store.sequenced) as g where gap <> 0`);
    assert.equal(gaps.rowCount, 0, 'positions have gaps or overlap');
  });
});

test('the one that died is started again and works beside the other', async () => {
  await until('two servers run', 40_000, async () => serversOf(house.pid).length === 2 && (await fetch(`${house.urls[0]}/api/ready`)).ok);
  await received(house.urls[0]!);
  assert.ok(descendants(house.pid).length >= 4);
  await pause(100);
});

const stateOf = () =>
  onDatabase(
    data,
    async (client) => (await client.query(`select state || ' ' || (now ->> 'state') as is from scada.unit where place = $1`, [machine.unit])).rows[0]?.is as string | undefined,
  );
const connectionNow = () =>
  onDatabase(
    data,
    async (client) =>
      (
        await client.query<{ server: string; state: string; seen: string }>(
          `select server, state, seen_at::text as seen from scada.connection where connection = 'packaging-sparkplug'`,
        )
      ).rows[0],
  );
const pieces = () =>
  onDatabase(data, async (client) =>
    Number(
      (
        await client.query(
          'select coalesce(sum(total), 0) as n from (select place, total from scada.count union all select place, total from scada.unheard_count) as made where place = $1',
          [machine.unit],
        )
      ).rows[0].n,
    ),
  );
const holes = () =>
  onDatabase(
    data,
    async (client) =>
      (
        await client.query(
          `select from (select starts_at - lag(ends_at) over (order by starts_at) as gap from scada.interval where place = $1 and state = 'recorded') as g where gap <> interval '0'`,
          [machine.unit],
        )
      ).rowCount,
  );

test('when the server that listens to a machine is killed the other hears the machine within seconds', async () => {
  machine = talkingMachine(broker.url);
  await until('the machine is heard', 30_000, async () => (await stateOf())?.startsWith('heard'));
  const before_ = await until('somebody listens', 20_000, async () => {
    const now = await connectionNow();
    return now?.state === 'connected' && now;
  });
  const pid = Number(before_.server.split(':').at(-1));
  assert.ok(serversOf(house.pid).some((one) => one.pid === pid));
  process.kill(pid, 'SIGKILL');
  await until('the other listens', 20_000, async () => {
    const now = await connectionNow();
    return now?.state === 'connected' && now.server !== before_.server;
  });
  await until('the machine is heard', 15_000, async () => (await stateOf())?.startsWith('heard'));
});

test('after all of this no piece is lost and none is counted twice, and time has no hole', async () => {
  await machine.fallSilent();
  await until('every piece since the first reading is counted', 90_000, async () => (await pieces()) === machine.made());
  assert.equal(await holes(), 0);
});
