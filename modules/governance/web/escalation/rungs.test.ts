import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Text } from '@millrace/ui';
import { rungsOf, thenWords } from './rungs.ts';

const t = ((text: string, facts: Record<string, unknown> = {}) => text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name]))) as Text;
const step = (role: string) => ({ role, countsAs: [role] });
const steps = [step('leader'), step('engineer'), step('manager')];
const row = (more: object) =>
  ({
    state: 'raised',
    step: 0,
    ladder: { name: 'l', title: 'L', clock: 'elapsed', steps },
    calls: [{ step: 0, role: 'leader', at: '2026-11-26T19:25:00Z' }],
    ahead: [
      { role: 'engineer', at: '2026-11-26T19:35:00Z' },
      { role: 'manager', at: '2026-11-26T20:20:00Z' },
    ],
    next: { role: 'engineer', at: '2026-11-26T19:35:00Z' },
    dueAt: '2026-11-26T19:28:00Z',
    endedAt: null,
    raisedAt: '2026-11-26T19:20:00Z',
    ...more,
  }) as Parameters<typeof rungsOf>[0] & Parameters<typeof thenWords>[0];
const zone = { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' } as const;
const at = (when: string) => new Date(when).toLocaleTimeString('en-GB', zone);
const says = (more: object) => rungsOf(row(more), at, (id) => id, t).map((one) => one.says);
const then = (more: object) => thenWords(row(more), at, (id) => id, t);

test('each step of a ladder says when it was called or will be, and what keeps it from being called', () => {
  assert.deepEqual(says({}), ['called 20:25', '20:35, unless somebody accepts before', '21:20, if nobody accepts']);
  assert.equal(then({}), 'The engineer is called at 20:35, unless somebody accepts before.');
});
test('what was accepted before the first call was due says so, and who is called without an answer', () => {
  const accepted = { state: 'accepted', calls: [{ step: 0, role: 'leader', at: '2026-11-26T19:24:00Z', acceptedBy: 'ana', acceptedAt: '2026-11-26T19:24:00Z' }] };
  assert.deepEqual(says(accepted).slice(0, 2), ['ana accepted 20:24, before the call was due', '20:35, unless it is answered before']);
  assert.equal(then(accepted), 'The engineer is called at 20:35, unless the answer comes before.');
});
test('before the first step nobody is late: it says who is called when', () => {
  assert.equal(
    then({ step: -1, calls: [], dueAt: null, next: { role: 'leader', at: '2026-11-26T19:25:00Z' }, ahead: [{ role: 'leader', at: '2026-11-26T19:25:00Z' }] }),
    'Nobody is called before 20:25: the leader then.',
  );
});
test('what is over says of the steps above why nobody was called', () => {
  assert.deepEqual(says({ state: 'withdrawn', ahead: [], next: null }).slice(1), ['not called: the cause is over', 'not called: the cause is over']);
  assert.deepEqual(says({ state: 'closed', ahead: [], next: null }).slice(1), ['not called: it was answered', 'not called: it was answered']);
  assert.equal(then({ ahead: [], next: null, step: 2 }), 'The ladder ends here: nobody further is called.');
});
