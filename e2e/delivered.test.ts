import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { openPlant, type Headers, type OpenPlant } from './door.fixture.ts';

// Reports that a device kept while its server was away, and that another person's session brings: whose they are, and how often they count.

let p: OpenPlant;
before(async () => {
  p = await openPlant('delivered');
});
after(() => p?.close());

/** A browser: what it was told to keep, it sends. */
class Browser {
  readonly #jar = new Map<string, string>();
  get cookie(): Headers {
    return { cookie: [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
  keep(answer: { headers: Record<string, unknown> }) {
    for (const line of [answer.headers['set-cookie'] ?? []].flat() as string[]) {
      const [, name, value] = /^([\w-]+)=([^;]*)/.exec(line)!;
      if (/Max-Age=0/.test(line)) this.#jar.delete(name!);
      else this.#jar.set(name!, value!);
    }
  }
  async signIn(user: string) {
    const answer = await p.post('/api/personnel/session/open', { input: { user, password: 'millrace-demo' } }, this.cookie);
    assert.equal(answer.statusCode, 200, answer.body);
    this.keep(answer);
  }
  async signOut() {
    this.keep(await p.post('/api/personnel/session/close', {}, this.cookie));
  }
}
let browser: Browser;
beforeEach(() => {
  browser = new Browser();
  p.clock.advance(600);
});

/** A report as a device keeps it: its key, who made it, and when. */
const kept = (reportedBy: string, happenedAt = p.clock.now()) => {
  const lot = newId();
  const key = newId();
  return {
    lot,
    send: (as: Headers = browser.cookie, more: object = {}) =>
      p.post(
        '/api/material/lot/receive',
        {
          input: { lot, lotNumber: lot.slice(-8), definition: 'API-7', quantity: { value: '1', unit: 'kg' }, place: 'PK-11' },
          happenedAt: happenedAt.toString(),
          reportedBy,
          ...more,
        },
        { ...as, 'idempotency-key': key },
      ),
  };
};
const actsOf = async (lot: string) =>
  (
    await p.house.database.pool.query<{ by_person: string; address: string; delivered: string | null; happened_at: Temporal.Instant }>(
      `select a.by_person, a.address, a.happened_at, (select r.facts->>'deliveredBy' from store.remark r where r.site = a.site and r.act = a.id and r.rule like '%/delivered-by-another') as delivered
         from store.act a where a.input like '%' || $1 || '%'`,
      [lot],
    )
  ).rows;

test('a report whose answer was lost counts once, though the next person at the terminal sends it again', async () => {
  await browser.signIn('warehouse-1');
  const report = kept('warehouse-1');
  const first = (await report.send()).json() as { act: string };
  await browser.signIn('qa-1');
  const again = (await report.send()).json() as { act: string; isRepeat: boolean };
  assert.deepEqual([again.act, again.isRepeat], [first.act, true]);
  assert.deepEqual(
    (await actsOf(report.lot)).map((act) => [act.by_person, act.delivered]),
    [['warehouse-1', null]],
  );
});

test('a report that the next person brings is the act of who made it, at the moment it was made, and who brought it stands beside it', async () => {
  await browser.signIn('warehouse-1');
  const at = p.clock.now();
  const report = kept('warehouse-1', at);
  p.clock.advance(60);
  await browser.signOut();
  await browser.signIn('qa-1');
  const brought = await report.send();
  assert.equal(brought.statusCode, 200, brought.body);
  const acts = await actsOf(report.lot);
  assert.deepEqual(
    acts.map((act) => [act.by_person, act.delivered, act.happened_at.epochMilliseconds]),
    [['warehouse-1', 'qa-1', at.epochMilliseconds]],
  );
  // whoever reads the record sees it beside the act
  const page = (await p.get(`/api/record/page/show?noun=material.lot&id=${report.lot}`, browser.cookie)).json() as { happened: { by: string; noted: string[] }[] };
  assert.deepEqual(
    page.happened.map((one) => [one.by, one.noted]),
    [['warehouse-1', ['Kept on the device and delivered in the session of qa-1.']]],
  );
  // and its own person, who signs in later with the report still on another screen, does not count it again
  await browser.signIn('warehouse-1');
  assert.equal(((await report.send()).json() as { isRepeat: boolean }).isRepeat, true);
});

test('nobody reports in the name of another from a browser in which that person was not signed in, or not then; the report waits', async () => {
  await browser.signIn('warehouse-1');
  const [early, report] = [kept('warehouse-1', p.clock.now().subtract({ minutes: 5 })), kept('warehouse-1')];
  await browser.signIn('qa-1');
  p.clock.advance(400);
  const late = kept('warehouse-1');
  for (const [one, as] of [
    [early, browser.cookie],
    [late, browser.cookie],
    [report, await p.signedIn('qa-1')],
    [report, { cookie: browser.cookie.cookie!.replace(/millrace-before=[^;]+/, 'millrace-before=a-token-that-nobody-ever-had') }],
  ] as const) {
    const answer = await one.send(as);
    assert.deepEqual([answer.statusCode, (answer.json() as { rule: string }).rule], [409, 'material.lot.receive/reported-by-another']);
    assert.deepEqual(await actsOf(one.lot), [], 'nothing is recorded, and nothing kept aside');
  }
  assert.equal((await report.send()).statusCode, 200, 'the true browser is believed');
});

test('who idled out is not named for what was reported after that, though the end of the session was noted later, or not at all', async () => {
  // a browser of the office idles after 15 min, give or take the two minutes of a clock
  const idleAfterS = 900;
  const after = (seconds: number) => kept('warehouse-1', p.clock.now().add({ seconds }));
  await browser.signIn('warehouse-1');
  p.clock.advance(300);
  assert.equal((await p.post('/api/session/use', {}, browser.cookie)).statusCode, 204);
  const [own, theirs] = [after(idleAfterS + 100), after(idleAfterS + 140)];
  const open = new Browser();
  await open.signIn('warehouse-1');
  const [still, gone] = [after(idleAfterS + 100), after(idleAfterS + 140)];
  const openOne = { cookie: open.cookie.cookie!.replace('millrace=', 'millrace-before=') };
  p.clock.advance(idleAfterS + 1800);
  await browser.signIn('qa-1');
  assert.deepEqual(
    (await p.house.database.pool.query(`select ended_how, state from personnel.session where person = 'warehouse-1' order by opened_at desc limit 2`)).rows,
    [
      { ended_how: null, state: 'open' },
      { ended_how: 'switched', state: 'ended' },
    ],
    'one was noted as handed over half an hour after it had idled, of the other nothing was noted',
  );
  const there = { cookie: `${(await p.signedIn('qa-1')).cookie}; ${openOne.cookie}` };
  for (const [one, as] of [
    [theirs, browser.cookie],
    [gone, there],
  ] as const) {
    const answer = await one.send(as);
    assert.deepEqual([answer.statusCode, (answer.json() as { rule?: string }).rule], [409, 'material.lot.receive/reported-by-another']);
    assert.deepEqual(await actsOf(one.lot), []);
  }
  assert.deepEqual([(await own.send(browser.cookie)).statusCode, (await still.send(there)).statusCode], [200, 200], 'within the idle time of the last use it is theirs');
});

test('a session that was ended because its account is in other hands shows nothing any more', async () => {
  await browser.signIn('warehouse-1');
  const report = kept('warehouse-1');
  await browser.signIn('qa-1');
  const there = new Browser();
  await there.signIn('warehouse-1');
  const other = kept('warehouse-1');
  const administrator = await p.signedIn('administrator-1');
  assert.equal((await p.post('/api/personnel/credential/lock', { input: { person: 'warehouse-1' }, reason: 'lost the phone' }, administrator)).statusCode, 200);
  await there.signIn('qa-1');
  assert.equal((await other.send(there.cookie)).statusCode, 409);
  assert.equal((await report.send()).statusCode, 200, 'the one that ended before, by handing over, does');
});

test('a request is of whoever is signed in, and never brought for another', async () => {
  await browser.signIn('supervisor-1');
  const happenedAt = p.clock.now().toString();
  await browser.signIn('qa-1');
  const answer = await p.post('/api/work/job-order/dispatch', { input: { jobOrder: newId() }, happenedAt, reportedBy: 'supervisor-1' }, browser.cookie);
  assert.equal((answer.json() as { rule: string }).rule, 'work.job-order.dispatch/reported-by-another');
});

test('a browser shows the last eight sessions it had, and no more', async () => {
  for (const user of ['operator-1', 'operator-2', 'operator-3', 'qa-1', 'supervisor-1', 'planner-1', 'lean-1', 'lab-1', 'it-1', 'operator-1']) await browser.signIn(user);
  assert.equal(/millrace-before=([^;]+)/.exec(browser.cookie.cookie!)![1]!.split('.').length, 8);
});
