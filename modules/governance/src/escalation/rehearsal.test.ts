import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelOf, rehearse, type ModelObject } from '@millrace/model';
import fc from 'fast-check';
import { pastCause, type PastCause } from './cause.ts';
import { laddersOf } from './ladder.ts';
import { laddersRehearsal } from './rehearsal.ts';

const day = '2026-11-22';
const at = (time: string) => Temporal.Instant.from(`${day}T${time}:00Z`);
const window = { from: at('00:00'), to: Temporal.Instant.from('2026-11-23T00:00:00Z'), zone: 'UTC' };
const steps = [
  { after: '0 min', role: 'team-leader', accept: '2 min', answer: '10 min' },
  { after: '18 min', role: 'maintenance', accept: '5 min', answer: '15 min' },
];
const ladder = (more: object = {}): ModelObject => ({
  kind: 'governance.ladder',
  id: 'stop',
  fields: { name: 'Line stands', at: 'packaging', on: 'stop', longerThan: '5 min', clock: 'elapsed', groupBy: 'cause', steps, ...more },
});
const holder = (person: string, role: string): ModelObject => ({ kind: 'personnel.role-assignment', id: `${person} / ${role}`, fields: { person, role, at: 'site' } });
const plantWith = (...more: readonly ModelObject[]) =>
  modelOf([
    { kind: 'equipment.site', id: 'site', fields: { name: 'Site', timeZone: 'UTC' } },
    { kind: 'equipment.line', id: 'packaging', fields: { name: 'Packaging', in: 'site' } },
    { kind: 'equipment.unit', id: 'PK-21', fields: { name: 'Blister 2', in: 'packaging' } },
    ...['team-leader', 'maintenance'].map((id) => ({ kind: 'personnel.role', id, fields: { name: id } })),
    holder('lena', 'team-leader'),
    holder('max', 'maintenance'),
    holder('mia', 'maintenance'),
    ...more,
  ]);

/** A machine that stood, and what the ladder in force made of it. */
const stop = (from: string, to: string, escalation?: PastCause['escalation']): PastCause => ({
  key: `stop PK-21 ${from}`,
  on: 'stop',
  place: 'PK-21',
  at: at(from),
  endsAt: at(to),
  overAt: at(to),
  ...(escalation && { escalation }),
});
const called = (raisedAt: string, calls: readonly (readonly [role: string, at: string, acceptedAt?: string])[], answeredAt?: string): NonNullable<PastCause['escalation']> => ({
  raisedAt: at(raisedAt),
  mode: 'enforce',
  ladder: laddersOf(plantWith(ladder()))({ on: 'stop', place: 'PK-21' })!.ladder,
  calls: calls.map(([role, when, acceptedAt], step) => ({ step, role, at: at(when), ...(acceptedAt !== undefined && { acceptedAt: at(acceptedAt) }) })),
  isJoined: false,
  ...(answeredAt !== undefined && { answeredAt: at(answeredAt) }),
});

const rehearsed = async (causes: readonly PastCause[], now: readonly ModelObject[], then: readonly ModelObject[]) => {
  const report = await rehearse({
    rehearsals: [laddersRehearsal],
    plant: 'plants/x',
    changes: [{ action: 'change', kind: 'governance.ladder', id: 'stop', before: {}, after: {}, fields: [], consequences: [] }],
    inForce: plantWith(...now),
    proposed: plantWith(...then),
    window,
    asOf: { at: window.to, position: 1 },
    ask: async () => ({ facts: causes.map((one) => JSON.parse(JSON.stringify(one)) as object), next: null }),
  });
  return { ...report, line: (what: string) => report.rehearsed[0]!.lines.find((one) => one.what === what) };
};

test('a shorter limit would have called for the stops that lie between', async () => {
  const { line } = await rehearsed([stop('06:00', '06:02'), stop('07:00', '07:04'), stop('08:00', '08:30')], [ladder()], [ladder({ longerThan: '3 min' })]);
  assert.deepEqual([line('raised')!.inForce, line('raised')!.proposed], [1, 2]);
  assert.deepEqual(
    line('call')!.more.first.map((one) => [one.name, one.at]),
    [['team-leader: Blister 2 stood for 4 min', '2026-11-22T07:03:00Z']],
  );
});

test('a longer limit would have called for fewer, and for the others later', async () => {
  const { line } = await rehearsed([stop('07:00', '07:07'), stop('08:00', '08:30')], [ladder()], [ladder({ longerThan: '10 min' })]);
  assert.deepEqual([line('call')!.inForce, line('call')!.proposed, line('call')!.fewer.count], [2, 1, 1]);
  assert.deepEqual(line('call')!.otherwise.first, [{ name: 'team-leader: Blister 2 stood for 30 min', at: '2026-11-22T08:10:00Z' }]);
});

test('who answered as they were called answers under a ladder that calls them at the same time: nobody else is woken', async () => {
  const taken = stop('08:00', '09:00', called('08:05', [['team-leader', '08:05', '08:06']], '08:12'));
  const { line, differs } = await rehearsed([taken], [ladder()], [ladder({ name: 'Line stands still' })]);
  assert.deepEqual([line('call')!.happened, line('call')!.inForce, line('call')!.proposed, differs], [1, 1, 1, false]);
});

test('a step that comes sooner than the answer came would have woken its people, and they are counted', async () => {
  const taken = stop('02:00', '03:00', called('02:05', [['team-leader', '02:05', '02:06']], '02:20'));
  const sooner = ladder({
    steps: [
      { ...steps[0]!, answer: '3 min' },
      { ...steps[1]!, after: '5 min' },
    ],
  });
  const { line } = await rehearsed([taken], [ladder()], [sooner]);
  assert.deepEqual(
    line('call')!.more.first.map((one) => one.name),
    ['maintenance: Blister 2 stood for 60 min'],
  );
  const { woken, byRole, byPerson } = line('call')!.calls!;
  assert.deepEqual(woken, { inForce: 1, proposed: 3, atMost: 3 });
  assert.deepEqual(byRole, [
    { role: 'team-leader', holders: 1, inForce: 1, proposed: 1, atMost: 1 },
    { role: 'maintenance', holders: 2, inForce: 0, proposed: 1, atMost: 1 },
  ]);
  assert.equal(byPerson.length, 3);
});

test('what would follow a call that nobody ever got is not counted: how it would have been answered nobody knows', async () => {
  const { line } = await rehearsed([stop('08:00', '09:00')], [ladder({ longerThan: '2 h' })], [ladder()]);
  assert.deepEqual([line('call')!.proposed, line('call')!.more.count, line('call')!.perhaps.count], [1, 1, 1]);
});

test('a call that did follow one which would have come sooner is neither counted nor taken away: the sooner one may have been answered', async () => {
  const climbed = stop(
    '08:00',
    '09:00',
    called(
      '08:05',
      [
        ['team-leader', '08:05'],
        ['maintenance', '08:23', '08:25'],
      ],
      '08:30',
    ),
  );
  const { line } = await rehearsed([climbed], [ladder()], [ladder({ longerThan: '3 min' })]);
  assert.deepEqual([line('call')!.inForce, line('call')!.proposed, line('call')!.unknown.count, line('call')!.fewer.count, line('call')!.otherwise.count], [2, 1, 1, 0, 1]);
});

test('a line that is taken from shadow to enforce calls people for what was only kept before', async () => {
  const shadow: ModelObject = { kind: 'governance.mode', id: 'm', fields: { of: 'governance.escalation.*', at: 'packaging', mode: 'shadow' } };
  const { line } = await rehearsed([stop('08:00', '08:10', { ...called('08:05', [['team-leader', '08:05']]), mode: 'shadow' })], [ladder(), shadow], [ladder()]);
  assert.deepEqual([line('raised')!.inForce, line('raised')!.proposed], [1, 1]);
  assert.deepEqual([line('call')!.happened, line('call')!.inForce, line('call')!.proposed], [0, 0, 1]);
});

test('a ladder for another line calls nobody here', async () => {
  const { line } = await rehearsed([stop('08:00', '08:30')], [], [ladder({ at: 'elsewhere' })]);
  assert.equal(line('raised'), undefined);
});

test('a stop that goes on while somebody has the one before calls nobody anew, and one after the answer does', async () => {
  const first = stop('08:00', '08:10', called('08:05', [['team-leader', '08:05', '08:06']], '08:30'));
  const { line } = await rehearsed([first, stop('08:12', '08:20'), stop('09:00', '09:20')], [ladder()], [ladder()]);
  assert.equal(line('raised')!.inForce, 2);
});

const minutes = fc.integer({ min: 1, max: 40 });
const past = fc.array(fc.tuple(minutes, minutes), { maxLength: 8 }).map((stretches) => {
  let now = 0;
  const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return stretches.map(([runs, stands]) => stop(clock((now += runs)), clock((now += stands))));
});

test('the ladders in force, rehearsed, say that nothing would differ', async () => {
  await fc.assert(
    fc.asyncProperty(past, minutes, async (causes, limit) => {
      const now = ladder({ longerThan: `${limit} min` });
      return !(await rehearsed(causes, [now], [now])).differs;
    }),
  );
});

test('a longer limit never calls more often', async () => {
  await fc.assert(
    fc.asyncProperty(past, minutes, minutes, async (causes, a, b) => {
      const { line } = await rehearsed(causes, [ladder({ longerThan: `${Math.min(a, b)} min` })], [ladder({ longerThan: `${Math.max(a, b)} min` })]);
      return (line('call')?.more.count ?? 0) === 0;
    }),
  );
});

test('a fact reads as it travels', () => {
  const one = stop('08:00', '08:10', called('08:05', [['team-leader', '08:05', '08:06']], '08:30'));
  assert.deepEqual(pastCause.decode(JSON.parse(JSON.stringify(one))), one);
});
