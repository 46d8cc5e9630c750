import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aggregate } from './aggregate.ts';
import { aggregateNames } from './aggregate-stream.ts';
import { historians, published } from './annex-a.ts';
import { samplesOf, type Samples } from './series.ts';
import { bad, badNoData, calculated, describe, good, interpolated, multipleValues, partial, uncertain, uncertainDataSubNormal, withBits } from './status.ts';

const codes: Record<string, number> = { G: good, S: uncertainDataSubNormal, U: uncertain, B: bad, N: badNoData };
const bits: Record<string, number> = { c: calculated, i: interpolated, p: partial, m: multipleValues };
const statusOf = (letters: string): number =>
  withBits(
    codes[letters[0]!]!,
    Array.from(letters.slice(1)).reduce((sum, letter) => sum | bits[letter]!, 0),
  );

const startMs = Date.UTC(2020, 0, 1, 12);

function storedBy(historian: keyof typeof historians): Samples {
  return samplesOf(
    historians[historian].values.split(', ').map((entry) => {
      const [second, value, status] = entry.split(' ');
      return [startMs + Number(second) * 1000, value === '-' ? null : Number(value), codes[status!]!];
    }),
  );
}

for (const { aggregate: name, historian, intervalMs, results } of published) {
  test(`${name} of Historian ${historian} is as OPC 10000-13 Annex A publishes it`, () => {
    const { stepped, configuration } = historians[historian];
    const answered = aggregate(name, { ...storedBy(historian), stepped }, { startMs, endMs: startMs + 100_000, intervalMs, configuration });

    const rows = results.split(', ');
    assert.equal(answered.timesMs.length, rows.length);
    rows.forEach((row, i) => {
      const [letters, value, time] = row.split(' ').reverse() as [string, string, string | undefined];
      const [minute, second] = time?.split(':').map(Number) ?? [0, (i * intervalMs) / 1000];
      const at = `interval ${i}, published ${row}`;
      assert.equal(answered.timesMs[i], startMs + minute! * 60_000 + Math.round(second! * 1000), at);
      assert.equal(describe(answered.statuses[i]!), describe(statusOf(letters)), at);
      if (value === '-') assert.ok(Number.isNaN(answered.values[i]), at);
      else if (value in codes) assert.equal(answered.values[i], codes[value], at);
      // the file rounds to three decimals, in places to four
      else assert.ok(Math.abs(answered.values[i]! - Number(value)) < 0.000_501, `${at}, answered ${answered.values[i]}`);
    });
  });
}

test('every one of the 37 aggregates is held against a published example', () => {
  assert.equal(aggregateNames.length, 37);
  assert.deepEqual([...new Set(published.map((table) => table.aggregate))].toSorted(), aggregateNames.toSorted());
});
