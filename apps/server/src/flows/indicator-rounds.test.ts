import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indicatorRounds, type Stretch } from './indicator-rounds.ts';

const start = Temporal.Instant.from('2026-11-22T09:00:00Z');
const daysAgo = (days: number) => start.subtract({ hours: 24 * days });
const days = ({ unit, from, to }: Stretch) => `${unit} ${start.since(from).total('hours') / 24}-${start.since(to).total('hours') / 24}`;

/** Rounds of two units half a minute apart; `touched` and `failing` say what comes next, `asked` what the last round reckoned. */
function plantOf(units: string[] = ['U1', 'U2']) {
  const next = { touched: [] as { place: string; at: Temporal.Instant }[], failing: (_: Stretch): readonly Stretch[] => [] };
  let asked: Stretch[] = [];
  const warned: string[] = [];
  const run = indicatorRounds({
    now: () => start,
    units: () => units,
    touched: async () => next.touched.splice(0),
    reckon: async (one) => {
      asked.push(one);
      return next.failing(one);
    },
    warn: (message) => warned.push(message),
  });
  const round = async () => {
    asked = [];
    await run();
    return asked.map(days);
  };
  return { next, round, warned, units };
}
const recent = `${40 / 24}-0`;
const away = () => {
  throw new Error('the database does not answer');
};

test('the first round looks back 35 days, the next ones 40 hours', async () => {
  const { round } = plantOf();
  assert.deepEqual(
    [await round(), await round()],
    [
      ['U1 35-0', 'U2 35-0'],
      [`U1 ${recent}`, `U2 ${recent}`],
    ],
  );
});
test('an old shift that a late fact touched is reckoned once', async () => {
  const { next, round } = plantOf(['U1']);
  await round();
  next.touched.push({ place: 'U1', at: daysAgo(10) });
  assert.equal((await round()).length, 2);
  assert.deepEqual(await round(), [`U1 ${recent}`]);
});
test('many facts of one quarter of an hour ask once, for all of what they touched', async () => {
  const { next, round } = plantOf(['U1']);
  await round();
  const at = daysAgo(60);
  next.touched.push(...[0, 5, 899, 900].map((second) => ({ place: 'U1', at: at.add({ seconds: second }) })));
  assert.equal((await round()).length, 1 + 2);
});
test('an old shift that could not be reckoned is tried at each round until it can', async () => {
  const { next, round, warned } = plantOf(['U1']);
  await round();
  next.touched.push({ place: 'U1', at: daysAgo(10) });
  next.failing = away;
  await round();
  await round();
  next.failing = () => [];
  const [, tried] = await round();
  assert.match(tried!, /^U1 10-/);
  assert.deepEqual(await round(), [`U1 ${recent}`]);
  assert.equal(warned.length, 4);
});
test('of the look back at the start only what could not be reckoned is tried again', async () => {
  const { next, round } = plantOf();
  const shift = { unit: 'U2', from: daysAgo(20), to: daysAgo(19) };
  next.failing = ({ unit }) => (unit === 'U2' ? [shift] : []);
  await round();
  next.failing = () => [];
  assert.deepEqual(await round(), [`U1 ${recent}`, `U2 ${recent}`, 'U2 20-19']);
  assert.deepEqual(await round(), [`U1 ${recent}`, `U2 ${recent}`]);
});
test('a database that is away for long leaves one debt a unit', async () => {
  const { next, round } = plantOf(['U1']);
  next.failing = away;
  for (let i = 0; i < 5; i++) await round();
  next.failing = () => [];
  assert.deepEqual(await round(), [`U1 ${recent}`, 'U1 35-0']);
});
test('a unit that the model no longer has is owed nothing', async () => {
  const { next, round, units } = plantOf();
  next.failing = away;
  await round();
  next.failing = () => [];
  units.splice(0, 1);
  assert.deepEqual(await round(), [`U2 ${recent}`, 'U2 35-0']);
});
