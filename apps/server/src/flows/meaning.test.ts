import assert from 'node:assert/strict';
import { test } from 'node:test';
import { good, quality, statusCode, withMark, type Sample } from '@millrace/connector-kit';
import type { Model } from '@millrace/model';
import { readCounter } from '@millrace/scada';
import { interpreter } from './meaning.ts';
import { signalsOf } from './signals.ts';

const object = (kind: string, id: string, fields: object) => ({ kind, id, fields });
const signal = (id: string, means: string, more: object = {}) => object('scada.signal', `U1.${id}`, { on: 'U1', connection: 'line', address: `edge/U1/${id}`, means, ...more });
const modelOf = (...objects: object[]) =>
  ({ objects: [object('scada.state-mapping', 'numbers', { to: 'state', values: { '6': 'execute', '11': 'held' } }), ...objects] }) as unknown as Model;
const packaging = modelOf(
  signal('state', 'state', { mapping: 'numbers' }),
  signal('total', 'total-count', { counter: { rollsOverAt: 999, resets: 'any-time' } }),
  signal('scrap', 'scrap-count'),
  signal('why', 'stop-reason'),
);

const nine = Temporal.Instant.from('2026-11-22T09:00:00Z');
const at = (second: number) => nine.add({ seconds: second });
const sample = (name: string, second: number, value: Sample['value'], more: Partial<Sample> = {}): Sample => ({
  source: 'plant/edge/U1',
  name,
  value,
  sourceTime: at(second),
  receivedAt: at(second),
  quality: good,
  ...more,
});

function heard(model: Model = packaging) {
  const odd: string[] = [];
  let signals = signalsOf(model, 'line');
  const judge = interpreter({
    signals: () => signals,
    stopReasons: () => new Set(['feeder-jam']),
    ladderAt: () => ({ ladder: 'stop', callAfterS: 300 }),
    onOdd: (_, sentence) => odd.push(sentence),
  });
  const say = (...samples: Sample[]) => judge.read({ kind: 'samples', samples });
  const words = (...samples: Sample[]) =>
    say(...samples).map(({ input }) =>
      [String(input.at).slice(11, 19), input.state ?? input.mode ?? input.says ?? input.readings, input.reason].filter((one) => one !== undefined),
    );
  const revise = (revised: Model) => {
    signals = signalsOf(revised, 'line');
    return judge.read({ kind: 'samples', samples: judge.understoodAnew() }).map(({ input }) => [String(input.at).slice(11, 19), input.state ?? input.mode ?? input.says]);
  };
  return { judge, odd, say, words, revise };
}

test('the same state said again tells the plant nothing', () => {
  const { words } = heard();
  assert.deepEqual([words(sample('state', 0, 6)), words(sample('state', 5, 6))], [[['09:00:00', 'execute']], []]);
});
test('a late state is passed on as it is, after what was said since, and what is current stays', () => {
  const { words } = heard();
  words(sample('state', 0, 6));
  words(sample('state', 20, 6));
  assert.deepEqual(words(sample('state', 10, 11)), [
    ['09:00:20', 'execute'],
    ['09:00:10', 'held'],
  ]);
  assert.deepEqual(words(sample('state', 30, 6)), []);
});
test('history that a device sends after a cut does not become current, even where it says what is known', () => {
  const { words } = heard();
  words(sample('state', 100, 6));
  assert.deepEqual(words(sample('state', 10, 6, { historical: true }), sample('state', 20, 11, { historical: true })), [
    ['09:00:10', 'execute'],
    ['09:00:20', 'held'],
  ]);
  assert.deepEqual(words(sample('state', 101, 6)), []);
});
test('a clock that is a day off is put right by ours, and the report says how far it was off', () => {
  const { say } = heard();
  const tomorrow = sample('state', 86_400, 6, { receivedAt: at(0), quality: withMark(good, 'clock-ahead', { skewMs: 86_400_000 }) });
  const [told] = say(tomorrow);
  assert.deepEqual([told!.input.at, told!.input.skewMs], ['2026-11-22T09:00:00Z', 86_400_000]);
});
test('what a birth tells of before the loss is known since it is heard again', () => {
  const { judge, words } = heard();
  words(sample('state', 0, 6));
  judge.lost('U1', at(60));
  assert.deepEqual(words(sample('state', 0, 6, { receivedAt: at(90) })), [['09:01:30', 'execute']]);
});
test('a birth that says its state began after the loss is believed since the birth', () => {
  const { judge, words } = heard();
  words(sample('state', 0, 6));
  judge.lost('U1', at(60));
  assert.deepEqual(words(sample('state', 70, 11, { heldAt: at(1200), receivedAt: at(1200) })), [['09:20:00', 'held']]);
});
test('what a machine said before the model knew the signal is understood when it does, from when it was said', () => {
  const { words, revise } = heard(modelOf(signal('total', 'total-count')));
  assert.deepEqual(words(sample('state', 0, 6)), []);
  assert.deepEqual([revise(packaging), revise(packaging)], [[['09:00:00', 'execute']], []]);
});
test('a state that a mended mapping knows is no longer unknown, from when it was said', () => {
  const { words, revise } = heard();
  assert.deepEqual(words(sample('state', 0, 12)), [['09:00:00', 'unknown']]);
  const mended = modelOf(signal('state', 'state', { mapping: 'more' }), object('scada.state-mapping', 'more', { to: 'state', values: { '12': 'unholding' } }));
  assert.deepEqual([revise(mended), revise(mended)], [[['09:00:00', 'unholding']], []]);
});
test('all that a machine said while the model had no word for it is understood when it has, word by word', () => {
  const { words, revise } = heard(modelOf(signal('total', 'total-count')));
  assert.deepEqual(words(sample('state', 0, 6), sample('state', 60, 6), sample('state', 120, 11), sample('state', 180, 6)), []);
  assert.deepEqual(revise(packaging), [
    ['09:00:00', 'execute'],
    ['09:02:00', 'held'],
    ['09:03:00', 'execute'],
  ]);
  const { words: said, revise: mend } = heard();
  said(sample('state', 0, 12), sample('state', 60, 6), sample('state', 120, 12));
  const mended = modelOf(signal('state', 'state', { mapping: 'more' }), object('scada.state-mapping', 'more', { to: 'state', values: { '6': 'execute', '12': 'unholding' } }));
  assert.deepEqual(mend(mended), [
    ['09:00:00', 'unholding'],
    ['09:01:00', 'execute'],
    ['09:02:00', 'unholding'],
  ]);
});
test('what was said before a loss is not said again for a new model', () => {
  const { judge, words, revise } = heard();
  words(sample('state', 0, 12));
  judge.lost('U1', at(60));
  assert.deepEqual(revise(modelOf(signal('state', 'state', { mapping: 'more' }), object('scada.state-mapping', 'more', { to: 'state', values: { '12': 'unholding' } }))), []);
});
test('a model that changes elsewhere says nothing again', () => {
  const { words, revise } = heard();
  words(sample('state', 0, 6), sample('why', 1, 'feeder-jam'), sample('other', 2, 'nobody knows'));
  assert.deepEqual(revise(packaging), []);
});
test('a stale repeat is no word of the machine', () => {
  assert.deepEqual(heard().say(sample('state', 9, 6, { quality: withMark(good, 'stale', { worstStatus: statusCode.UncertainNoCommunicationLastUsableValue }) })), []);
});
test('a state that can no longer be known is no state: stale, bad or absent, the machine is lost from then on', () => {
  const stale = withMark(good, 'stale', { worstStatus: statusCode.UncertainNoCommunicationLastUsableValue });
  for (const gone of [sample('state', 60, 6, { quality: stale }), sample('state', 60, 6, { quality: quality(statusCode.Bad) }), sample('state', 60, null)]) {
    const { say, words } = heard();
    say(sample('state', 0, 6));
    assert.deepEqual(
      say(gone, gone).map((one) => [one.address, String(one.input.at).slice(11, 19)]),
      [['scada.unit.lose', '09:01:00']],
    );
    assert.deepEqual(words(sample('state', 90, 6)), [['09:01:30', 'execute']]);
  }
});
test('what a counter cannot tell, and what is told of the past, says nothing of the state', () => {
  const { say } = heard();
  say(sample('state', 0, 6), sample('total', 0, 100));
  assert.deepEqual(say(sample('total', 60, null), sample('state', 30, null, { historical: true })), []);
});
test('only what tells its state makes a unit hang on a source', () => {
  const signals = signalsOf(
    modelOf(signal('state', 'state', { mapping: 'numbers' }), { ...signal('kWh', 'energy'), fields: { on: 'U1', connection: 'line', address: 'edge/meter/kWh', means: 'energy' } }),
    'line',
  );
  const judge = interpreter({ signals: () => signals, stopReasons: () => new Set(), ladderAt: () => undefined });
  judge.read({ kind: 'samples', samples: [{ ...sample('kWh', 0, 12), source: 'plant/edge/meter' }] });
  assert.deepEqual([judge.unitsOf('plant/edge/meter'), judge.unitsOf('plant/edge/U1'), judge.unitsOf('plant/edge')], [[], ['U1'], ['U1']]);
});
test('a bad value is no state and no count', () => {
  assert.deepEqual(heard().say(sample('state', 0, 6, { quality: quality(statusCode.Bad) }), sample('total', 0, null)), []);
});
test('a state that the mapping does not know is unknown, and it is told that nobody can read it', () => {
  const { words, odd } = heard();
  assert.deepEqual(words(sample('state', 0, 77)), [['09:00:00', 'unknown']]);
  assert.match(odd[0]!, /"77" is no state/);
});

test('a reason that comes with its stop, or just before it, is told with it', () => {
  const { words } = heard();
  words(sample('state', 0, 6));
  assert.deepEqual(words(sample('why', 60, 'feeder-jam')), []);
  assert.deepEqual(words(sample('state', 61, 11)), [['09:01:01', 'held', 'feeder-jam']]);
});
test('a machine that goes on gives no reason, whatever it said a breath before', () => {
  const { words } = heard();
  words(sample('state', 0, 11), sample('why', 58, 'feeder-jam'));
  assert.deepEqual(words(sample('state', 60, 6)), [['09:01:00', 'execute']]);
});
test('a reason that follows its stop is told once', () => {
  const { words } = heard();
  words(sample('state', 0, 11));
  assert.deepEqual(words(sample('why', 2, 'feeder-jam')), [['09:00:02', 'feeder-jam', 'feeder-jam']]);
  assert.deepEqual(words(sample('why', 3, 'feeder-jam')), []);
});
test('the reason of the last stop is not the reason of the next', () => {
  const { words } = heard();
  words(sample('state', 0, 11), sample('why', 1, 'feeder-jam'), sample('state', 60, 6));
  assert.deepEqual(words(sample('state', 120, 11)), [['09:02:00', 'held']]);
});
test('a word for a reason that the model does not know is kept as the machine said it', () => {
  const { words } = heard();
  words(sample('state', 0, 11));
  assert.deepEqual(words(sample('why', 1, 'E-4711')), [['09:00:01', 'E-4711']]);
  assert.deepEqual(words(sample('why', 2, '0')), []);
});

test('of a counter are told the first reading, the ends of a quarter of an hour, and what stood before a step down', () => {
  const { say, judge } = heard();
  const values = (meant: ReturnType<typeof say>) =>
    meant.flatMap((one) => (one.input.readings as { value: string; at: string }[]).map((reading) => [reading.at.slice(14, 19), reading.value]));
  assert.deepEqual(values(say(sample('total', 0, 100))), [['00:00', '100']]);
  assert.deepEqual(values(say(sample('total', 1, 101), sample('total', 2, 102))), []);
  assert.deepEqual(values(say(sample('total', 3, 2))), [], 'the next reading confirms it');
  assert.deepEqual(values(say(sample('total', 4, 3))), [
    ['00:02', '102'],
    ['00:03', '2'],
    ['00:04', '3'],
  ]);
  assert.deepEqual(values(say(sample('total', 35, 60))), [['00:35', '60']]);
  assert.deepEqual(values(say(sample('total', 40, 65))), []);
  assert.deepEqual(values(say(sample('total', 905, 70))), [
    ['00:40', '65'],
    ['15:05', '70'],
  ]);
  say(sample('total', 906, 71));
  assert.deepEqual(values(judge.flush(0, true)), [['15:06', '71']]);
});
const totals = (meant: readonly { input: Record<string, unknown> }[]) => meant.flatMap(({ input }) => (input['readings'] as { value: string }[]).map(({ value }) => Number(value)));
test('a counter that shows less once and then goes on from where it was is not taken to have begun anew', () => {
  for (const low of [0, 7, 101]) {
    const { say, judge } = heard();
    say(sample('total', 0, 100));
    say(sample('total', 1, 101), sample('total', 2, 102));
    const told = [...say(sample('total', 3, low)), ...say(sample('total', 4, 103), sample('total', 5, 104)), ...judge.flush(0, true)];
    assert.deepEqual(totals(told), [104], `${low}`);
  }
});
test('a counter that shows less once after its machine was lost, as a controller that starts anew does, counts on from what it had', () => {
  const { say, judge } = heard();
  say(sample('state', 0, 6), sample('total', 0, 100));
  judge.lost('U1', at(10));
  assert.deepEqual(totals([...say(sample('total', 60, 0)), ...say(sample('total', 61, 100))]), [], 'it has made nothing since');
  const told = [...say(sample('total', 62, 101)), ...judge.flush(0, true)];
  assert.deepEqual(totals(told), [101]);
});
test('a counter that begins anew and reaches its old number at the speed it counts has begun anew', () => {
  const { say, judge } = heard();
  const told = [
    ...[0, 40, 80].flatMap((value, i) => say(sample('total', i * 30, value))),
    ...say(sample('total', 90, 0)),
    ...say(sample('total', 180, 81)),
    ...judge.flush(0, true),
  ];
  assert.deepEqual(totals(told), [0, 40, 80, 0, 81]);
});
test('a counter that fell and then stands still is believed after half a minute', () => {
  const { say, judge } = heard();
  say(sample('total', 0, 100));
  assert.deepEqual(totals(say(sample('total', 1, 0))), []);
  const now = at(1).epochMilliseconds;
  assert.deepEqual([...totals(judge.flush(now + 1000)), ...totals(judge.flush(now + 40_000))], [0]);
});
test('a number beyond what tells single pieces is no count, and keeps those before it from nothing', () => {
  const { say, judge, odd } = heard();
  say(sample('total', 0, 100));
  say(sample('total', 1, 110), sample('total', 2, 1e20), sample('total', 3, 111));
  const told = judge.flush(0, true).flatMap(({ input }) => (input.readings as { value: string }[]).map((one) => one.value));
  assert.deepEqual([told, odd.length], [['111'], 1]);
});
test('what a machine kept while nobody heard it was not heard either, whenever it tells it', () => {
  const { say, judge } = heard();
  say(sample('total', 0, 100));
  judge.lost('U1', at(10));
  const told = [...say(sample('total', 1800, 3000)), ...say(sample('total', 900, 1500, { historical: true }), sample('total', 5, 108, { historical: true }))];
  assert.deepEqual(
    told.flatMap(({ input }) => (input.readings as { value: string; unheardSince?: string }[]).map((one) => [one.value, one.unheardSince])),
    [
      ['3000', at(10).toString()],
      // it was still heard then
      ['108', undefined],
      ['1500', at(10).toString()],
    ],
  );
});
test('a history of any length is told in reports that the record takes, none left out', () => {
  const { say } = heard();
  say(sample('total', 10_000, 1_000));
  const told = say(...Array.from({ length: 300 }, (_, i) => sample('total', i * 30, i, { historical: true })));
  assert.deepEqual(
    told.flatMap(({ input }) => (input.readings as { value: string }[]).map(({ value }) => Number(value))),
    Array.from({ length: 300 }, (_, i) => i),
  );
  for (const { input } of told) assert.deepEqual(readCounter.input.safeParse(input).error?.issues ?? [], []);
});
test('words, halves and numbers below zero are no count, and it is told which signal said so', () => {
  const { say, odd } = heard();
  assert.deepEqual(say(...['many', 1.5, -1, true].map((value, i) => sample('total', i, value))), []);
  assert.equal(odd.length, 4);
});
test('made is good and scrap together, whichever two of the three a machine counts', () => {
  const kinds = (...means: string[]) =>
    [...signalsOf(modelOf(...means.map((one) => signal(one, one))), 'line').values()].map((one) => [one.means, one.pieces!.total, one.pieces!.scrap]);
  assert.deepEqual(kinds('total-count', 'scrap-count'), [
    ['total-count', 1, 0],
    ['scrap-count', 0, 1],
  ]);
  assert.deepEqual(kinds('good-count', 'scrap-count'), [
    ['good-count', 1, 0],
    ['scrap-count', 1, 1],
  ]);
  assert.deepEqual(kinds('total-count', 'good-count'), [
    ['total-count', 1, 1],
    ['good-count', 0, -1],
  ]);
  assert.deepEqual(kinds('total-count', 'good-count', 'scrap-count'), [
    ['total-count', 1, 0],
    ['good-count', 0, 0],
    ['scrap-count', 0, 1],
  ]);
});
test('a counter that is heard again after a loss says since when nobody heard it, and what it showed before the loss is told', () => {
  const { say, judge } = heard();
  const told = (meant: ReturnType<typeof say>) =>
    meant.flatMap(({ input }) =>
      ((input.readings ?? []) as { at: string; value: string; unheardSince?: string }[]).map((one) => [one.at.slice(14, 19), one.value, one.unheardSince?.slice(14, 19)]),
    );
  assert.deepEqual(told(say(sample('state', 0, 6), sample('total', 0, 100))), [['00:00', '100', undefined]]);
  say(sample('total', 5, 101));
  judge.lost('U1', at(10));
  assert.deepEqual(told(say(sample('state', 1_300, 6), sample('total', 1_300, 3_000))), [
    ['00:05', '101', undefined],
    ['21:40', '3000', '00:10'],
  ]);
  assert.deepEqual(told([...say(sample('total', 1_301, 3_001)), ...judge.flush(0, true)]), [['21:41', '3001', undefined]]);
});
test('a server that begins to listen after a pause counts nothing into the quarter of the birth: from half a minute before the loss nobody told', () => {
  const { say, judge } = heard();
  judge.lost('U1', at(60));
  const [meant] = say(sample('total', 1_300, 3_000));
  assert.equal((meant!.input.readings as { unheardSince?: string }[])[0]!.unheardSince, at(30).toString());
});
test('a counter of which nothing could be read for a while was not heard, though its machine was', () => {
  const { say } = heard();
  say(sample('state', 0, 6), sample('total', 0, 100));
  say(sample('total', 100, null));
  const [meant] = say(sample('total', 1_300, 3_000));
  assert.equal((meant!.input.readings as { unheardSince?: string }[]).at(-1)!.unheardSince, at(100).toString());
});
