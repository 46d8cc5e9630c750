/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { openLive, pauseMs, readEvent, silentAfterMs, type LiveEvent, type LiveSource, type LiveState } from './live.ts';

function stand() {
  const sources: { fire: (type: string, data?: string) => void; isClosed: boolean }[] = [];
  const waits: { run: () => void; ms: number }[] = [];
  const watches: (() => void)[] = [];
  const states: LiveState[] = [];
  const events: LiveEvent[] = [];
  let gaps = 0;
  const close = openLive({
    open: () => {
      const listeners: Record<string, (message: { data?: string }) => void> = {};
      const source = { isClosed: false, fire: (type: string, data?: string) => listeners[type]?.(data === undefined ? {} : { data }) };
      sources.push(source);
      return {
        addEventListener: (type: string, listener: (message: { data?: string }) => void) => void (listeners[type] = listener),
        close: () => void (source.isClosed = true),
      } satisfies LiveSource;
    },
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    onGap: () => gaps++,
    later: (run, ms) => {
      if (ms === silentAfterMs) watches.splice(0, watches.length, run);
      else waits.push({ run, ms });
      return () => void (ms === silentAfterMs ? watches : waits).splice(0);
    },
    random: () => 1,
  });
  return { sources, waits, watches, states, events, close, gaps: () => gaps };
}

const event = { type: 'qms.deviation.approved', noun: 'qms.deviation', id: 'd1', revision: 4, position: 9 };

test('events are heard once the line stands', () => {
  const { sources, states, events } = stand();
  sources[0]!.fire('open');
  sources[0]!.fire('event', JSON.stringify(event));
  assert.deepEqual([states, events], [['connecting', 'live'], [event]]);
});

test('a line on which nothing is heard any more is lost, though nobody said so', () => {
  const { sources, watches, states } = stand();
  sources[0]!.fire('open');
  const [first] = watches;
  sources[0]!.fire('beat');
  assert.notEqual(watches[0], first);
  watches[0]!();
  assert.deepEqual([states.at(-1), sources[0]!.isClosed, watches.length], ['lost', true, 0]);
});

test('a lost line is tried again, later and later, and what was missed is asked anew', () => {
  const { sources, waits, states, gaps } = stand();
  sources[0]!.fire('open');
  sources[0]!.fire('error');
  waits[0]!.run();
  sources[1]!.fire('error');
  waits[1]!.run();
  sources[2]!.fire('open');
  assert.deepEqual(
    waits.map(({ ms }) => ms),
    [1000, 2000],
  );
  assert.deepEqual(states, ['connecting', 'live', 'lost', 'lost', 'live']);
  assert.equal(gaps(), 1);
});

test('the first connection misses nothing, so nothing is asked twice', () => {
  const { sources, gaps } = stand();
  sources[0]!.fire('open');
  assert.equal(gaps(), 0);
});

test('a closed stream neither reconnects nor speaks', () => {
  const { sources, waits, events, close } = stand();
  sources[0]!.fire('open');
  close();
  sources[0]!.fire('event', JSON.stringify(event));
  sources[0]!.fire('error');
  assert.deepEqual([sources[0]!.isClosed, events.length, waits.length], [true, 0, 0]);
});

test('the pause grows to half a minute and no further', () => {
  assert.deepEqual(
    [0, 1, 4, 5, 20].map((attempt) => pauseMs(attempt, 1)),
    [1000, 2000, 16_000, 30_000, 30_000],
  );
  assert.equal(pauseMs(0, 0), 500);
});

test('a line that is not an event is passed over', () => {
  assert.deepEqual([readEvent('{"noun":1}'), readEvent('{'), readEvent(undefined), readEvent('null')], [undefined, undefined, undefined, undefined]);
});
