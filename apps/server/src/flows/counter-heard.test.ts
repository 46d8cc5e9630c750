import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Historian, Sample } from '@millrace/historian';
import type { House } from '../house.ts';
import { counterHeard } from './counter-heard.ts';

const start = Temporal.Instant.from('2026-11-25T05:00:00Z');
const end = start.add({ hours: 8 });
const signal = (means: string, connection = 'line') => ({ kind: 'scada.signal', id: `PK-11.${means}`, fields: { on: 'PK-11', means, connection } });
const machine = [signal('state'), signal('total-count'), signal('scrap-count')];
const said = (minute: number, more: Partial<Sample> = {}, of = 'total-count'): Sample => ({
  signal: `PK-11.${of}`,
  value: 4_711,
  sourceTime: start.add({ minutes: minute }),
  receivedAt: start.add({ minutes: minute }),
  quality: 0,
  ...more,
});

/** What is known of the counter of a unit, by the last word of each signal up to the end of the shift. */
const heard = (words: readonly Sample[], objects: readonly object[] = machine) =>
  counterHeard(
    {
      site: 'tablets',
      policy: () => ({ model: { objects } }),
      historian: {
        async *rows(_query: string, { signals }: { signals: readonly string[] }) {
          yield words.filter((one) => signals.includes(one.signal));
        },
      } as unknown as Historian,
    } as unknown as House,
    'PK-11',
    start,
    end,
  );

test('a counter that spoke in the shift was heard', async () => {
  assert.equal(await heard([said(3)]), 'heard');
});
test('a counter that stood since before the shift was heard, where the machine told its state over the same connection', async () => {
  assert.equal(await heard([said(-300)]), 'heard');
  assert.equal(await heard([said(-300)], [signal('state', 'line'), signal('total-count', 'meters')]), 'unheard');
});
test('a counter whose last word is bad, stale or absent was not heard up to the end', async () => {
  for (const more of [{ quality: 0x8000_0000 }, { marks: ['stale'] }, { value: null }]) assert.equal(await heard([said(200, more)]), 'unheard');
});
test('a counter that never spoke was not heard, and where no historian keeps its words nobody knows', async () => {
  assert.equal(await heard([]), 'unheard');
  assert.equal(await counterHeard({ site: 'tablets', historian: undefined, policy: () => ({ model: { objects: machine } }) } as unknown as House, 'PK-11', start, end), undefined);
});
test('good pieces tell what was made where the model names no counter of all, and scrap alone tells nothing', async () => {
  assert.equal(await heard([said(3, {}, 'good-count')], [signal('state'), signal('good-count'), signal('scrap-count')]), 'heard');
  assert.equal(await heard([said(3, {}, 'scrap-count')], [signal('state'), signal('scrap-count')]), 'none');
});
test('a unit without a counter has none', async () => {
  assert.equal(await heard([], [signal('state')]), 'none');
});
