import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelOf, type Model } from '../model.ts';
import type { PlannedChange } from '../plan/report.ts';
import type { AskPast, Outcome, Rehearsal } from './rehearsal.ts';
import { exitOfRehearsal, rehearse } from './rehearse.ts';
import { rehearsalReport } from './report.ts';
import { rehearsalText } from './text.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-22T${time}:00Z`);
const window = { from: at('00:00'), to: at('23:00'), zone: 'Europe/Berlin' };

/** A lamp that is lit for what is louder than a limit, and wakes the watch. */
interface Noise {
  readonly at: string;
  readonly loudnessDb: number;
}
const limitOf = (model: Model) => Number(model.byKey.get('gate.lamp L1')!.fields['limitDb']);
const litBy = (noise: Noise): Outcome => ({ what: 'lit', key: noise.at, name: `${noise.loudnessDb} dB`, at: at(noise.at), calls: { role: 'watch', persons: ['wim', 'wanda'] } });
const lamps: Rehearsal<Noise> = {
  name: 'gate.lamps',
  title: 'Noises',
  of: ['noise', 'noises'],
  past: 'gate.noise.export',
  words: { lit: { one: 'lamp lit', many: 'lamps lit' }, odd: { one: 'noise was cut short', many: 'noises were cut short', isOpen: true } },
  touchedBy: ({ kind }) => kind === 'gate.lamp',
  read: (fact) => fact as Noise,
  happened: () => ({ hear: (noise) => (noise.loudnessDb > 80 ? [litBy(noise)] : []) }),
  under: (model) => ({
    hear: (noise) => (noise.loudnessDb > limitOf(model) ? [{ ...litBy(noise), ...(noise.loudnessDb === 75 && { isUnknown: true as const }) }] : []),
    end: () => (limitOf(model) < 60 ? [{ what: 'odd', key: 'odd', name: 'the last one' }] : []),
  }),
};
const lamp = (limitDb: number) => modelOf([{ kind: 'gate.lamp', id: 'L1', fields: { limitDb } }]);
const change = (kind: string, from: number, to: number): PlannedChange => ({
  action: 'change',
  kind,
  id: 'L1',
  before: { limitDb: from },
  after: { limitDb: to },
  fields: [{ path: 'limitDb', from, to }],
  consequences: [],
});
const noises: readonly Noise[] = [
  { at: '01:30', loudnessDb: 90 },
  { at: '09:00', loudnessDb: 65 },
  { at: '21:30', loudnessDb: 75 },
  { at: '22:30', loudnessDb: 70 },
];
const pages: AskPast = async (_, { after = '0' }) => ({ facts: [noises[Number(after)]], next: Number(after) + 1 < noises.length ? String(Number(after) + 1) : null });
const rehearsed = (to: number, ask: AskPast = pages, changes = [change('gate.lamp', 80, to), change('gate.bell', 1, 2)]) =>
  rehearse({ rehearsals: [lamps], plant: 'plants/gate', changes, inForce: lamp(80), proposed: lamp(to), window, asOf: { at: at('23:00'), position: 7 }, ask });

test('the past is heard page by page, and what it led to is set beside what did happen', async () => {
  const {
    rehearsed: [part],
    differs,
  } = await rehearsed(60);
  const [line] = part!.lines;
  assert.deepEqual([part!.facts, line!.happened, line!.inForce, line!.proposed, line!.atMost, differs], [4, 1, 1, 3, 4, true]);
  assert.deepEqual(
    line!.more.first.map((one) => one.name),
    ['65 dB', '70 dB'],
  );
  assert.deepEqual([line!.perhaps.count, line!.unknown.count, line!.fewer.count], [1, 0, 0]);
});

test('who is called in a night is woken once, by the clock of the plant, and a night ends at six', async () => {
  const {
    rehearsed: [part],
  } = await rehearsed(60);
  const { woken, persons, byHour } = part!.lines[0]!.calls!;
  // 02:30 is of the night before; 22:30 by the perhaps and 23:30 are of one night
  assert.deepEqual(
    [woken, persons],
    [
      { inForce: 2, proposed: 4, atMost: 4 },
      { inForce: 2, proposed: 2, atMost: 2 },
    ],
  );
  assert.deepEqual([byHour.proposed[2], byHour.proposed[10], byHour.proposed[23]], [1, 1, 1]);
});

test('where it ends is told as open and is no difference by itself', async () => {
  const loud: AskPast = async () => ({ facts: [noises[0]], next: null });
  const report = await rehearsed(59, loud);
  assert.deepEqual([report.differs, exitOfRehearsal(report), report.rehearsed[0]!.lines.find((one) => one.isOpen)?.more.count], [false, 0, 1]);
  assert.match(rehearsalText(report, []), /not known: 1 noise was cut short: the last one|Nothing to rehearse/);
});

test('a change that touches no rule is named, and a past that cannot be had is no zero', async () => {
  const report = await rehearsed(60, async () => 'You may not do this at this site.');
  assert.deepEqual(report.notRehearsed, [{ action: 'change', kind: 'gate.bell', id: 'L1' }]);
  assert.deepEqual([exitOfRehearsal(report), report.differs, report.isNothingRehearsed], [1, null, false]);
  assert.match(rehearsalText(report, [change('gate.lamp', 80, 60)]), /\nNoises\n {2}could not be rehearsed: You may not do this at this site\.\n/);
});

test('where no rule reads the changes nothing could be rehearsed, and that is not “nothing would have been different”', async () => {
  const bell = [change('gate.bell', 1, 2)];
  const report = await rehearsed(80, pages, bell);
  assert.deepEqual([report.differs, report.isNothingRehearsed, exitOfRehearsal(report)], [null, true, 3]);
  assert.match(
    rehearsalText(report, bell),
    /\nNothing could be rehearsed: no rule that can be rehearsed reads these changes\. What they would have done is not known\. Nothing has been changed/,
  );
});

test('where nothing happened that the changed rules read, nobody knows what they would have done', async () => {
  const quiet: AskPast = async () => ({ facts: [], next: null });
  const report = await rehearsed(60, quiet);
  assert.deepEqual([report.differs, report.isNothingRehearsed, exitOfRehearsal(report)], [null, true, 3]);
  assert.match(
    rehearsalText(report, [change('gate.lamp', 80, 60)]),
    /\nNothing could be rehearsed: nothing happened in these days that the changed rules read\. .*; take more days\./,
  );
});

test('where nothing is changed, or the rules say the same of what they heard, nothing would have been different', async () => {
  for (const [to, changes] of [
    [80, []],
    [81, [change('gate.lamp', 80, 81), change('gate.bell', 1, 2)]],
  ] as const) {
    const report = await rehearsed(to, pages, [...changes]);
    assert.deepEqual([report.differs, report.isNothingRehearsed, exitOfRehearsal(report)], [false, false, 0]);
  }
});

test('the report is what its schema says, and reads so', async () => {
  const report = await rehearsed(60);
  assert.deepEqual(rehearsalReport.parse(JSON.parse(JSON.stringify(report))), JSON.parse(JSON.stringify(report)));
  assert.equal(
    rehearsalText(report, [change('gate.lamp', 80, 60)]),
    `Rehearsed on what happened from 22 Nov 2026, 01:00 to 23 Nov 2026 (plant time), under the model in force (event 7) and under the proposed one.

  ~ gate.lamp              L1         limit db  80 -> 60

Noises: 4 noises
                 happened    in force    proposed
  lamps lit             1           1      3 to 4
    2 more:
      22 Nov 2026, 10:00  65 dB
      22 Nov 2026, 23:30  70 dB
    1 more perhaps, if nobody had answered what came before it:
      22 Nov 2026, 22:30  75 dB
    persons called: 2; called between 22:00 and 06:00: 2 -> 4
    by role: watch 1 -> 3 to 4 (held by 2)
    most called: wanda 1 -> 3 to 4, wim 1 -> 3 to 4
    by hour of the day: 10h 0 -> 1, 23h 0 -> 1

Not rehearsed, for no rule that can be rehearsed reads it: gate.bell L1.

Something would have been different. Nothing has been changed or written.
`,
  );
});

test('an outcome without words is a fault of the room, and told as one', async () => {
  const wordless = { ...lamps, words: {} };
  await assert.rejects(
    rehearse({
      rehearsals: [wordless],
      plant: 'x',
      changes: [change('gate.lamp', 80, 60)],
      inForce: lamp(80),
      proposed: lamp(60),
      window,
      asOf: { at: at('23:00'), position: 7 },
      ask: pages,
    }),
    /led to "lit", and has no words for it/,
  );
});
