import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith, isKeptDecimal, newId, Refusal, type Act, type AnyCommand } from '@millrace/kernel';
import { objectId, type StoredObject } from '@millrace/model';
import { decimal } from '@millrace/quantity';
import fc from 'fast-check';
import {
  abort,
  assign,
  cancel,
  change,
  close,
  complete,
  count,
  create,
  dispatch,
  hold,
  jobOrder,
  pause,
  plan,
  release,
  resume,
  sequence,
  setQuantity,
  start,
  type JobOrder,
} from '../index.ts';

const at = (minute: number) => Temporal.Instant.from('2026-11-22T06:00:00Z').add({ minutes: minute });
const act = (minute = 0): Act => ({
  id: newId<'act'>(),
  by: 'ana' as Act['by'],
  role: 'operator',
  at: at(minute),
  happenedAt: at(minute),
  site: 'test',
  timeZone: 'UTC',
  station: undefined,
  causedBy: undefined,
  reason: undefined,
});
const object = (kind: string, name: string, fields: Record<string, unknown> = {}): StoredObject => ({
  id: objectId(kind, name),
  state: 'current',
  kind,
  name,
  fields,
  since: 'r1',
});
const objects = [object('equipment.unit', 'TP-01'), object('work.master', 'compress', { on: [{ at: 'TP-01' }], steps: [] }), object('personnel.person', 'ana')];
const id = newId<'work.job-order'>();
const request = newId<'planning.production-request'>();
const wish = {
  workType: 'production' as const,
  place: 'TP-01',
  workMaster: 'compress',
  quantity: { value: '240', unit: 'kg' },
  plannedStart: at(0),
  priority: 100,
  externalIds: [],
};

/** Every verb with an input that fits, and what it loads around the order. */
const verbs: Record<string, { command: AnyCommand; input: object; load: (order: JobOrder) => unknown }> = {
  change: { command: change, input: { jobOrder: id, priority: 5 }, load: (order) => ({ jobOrder: order, objects }) },
  dispatch: { command: dispatch, input: { jobOrder: id }, load: (order) => ({ jobOrder: order, objects }) },
  sequence: { command: sequence, input: { jobOrders: [id] }, load: (order) => [order] },
  assign: { command: assign, input: { jobOrder: id, persons: ['ana'] }, load: (order) => ({ jobOrder: order, people: objects }) },
  start: { command: start, input: { jobOrder: id, at: 'TP-01', workMaster: 'compress', person: 'ana' }, load: (order) => ({ jobOrder: order, objects, running: [] }) },
  pause: { command: pause, input: { jobOrder: id }, load: (order) => order },
  resume: { command: resume, input: { jobOrder: id, at: 'TP-01', person: 'ana' }, load: (order) => ({ jobOrder: order, people: objects, running: [] }) },
  hold: { command: hold, input: { jobOrder: id, why: 'a deviation' }, load: (order) => order },
  release: { command: release, input: { jobOrder: id }, load: (order) => order },
  count: { command: count, input: { jobOrder: id, good: '10.50', scrap: [{ reason: 'start-up', value: '0.25' }] }, load: (order) => order },
  complete: { command: complete, input: { jobOrder: id }, load: (order) => order },
  close: { command: close, input: { jobOrder: id }, load: (order) => order },
  cancel: { command: cancel, input: { jobOrder: id, why: 'not wanted' }, load: (order) => order },
  abort: { command: abort, input: { jobOrder: id, why: 'given up' }, load: (order) => order },
  'set-quantity': { command: setQuantity, input: { jobOrder: id, quantity: { value: '200', unit: 'kg' } }, load: (order) => order },
  plan: { command: plan, input: { jobOrder: id, request, wish }, load: (order) => ({ orders: [order], objects }) },
  'plan away': { command: plan, input: { jobOrder: id, request }, load: (order) => ({ orders: [order], objects }) },
};

function next(order: JobOrder, verb: string, minute = 0): JobOrder {
  const { command, input, load } = verbs[verb]!;
  const events = decideWith(command as never, load(order) as never, input as never, act(minute)) as Parameters<typeof jobOrder.evolve>[1][];
  return events.reduce<JobOrder>((state, event) => jobOrder.evolve(state, event), order);
}

function made(): JobOrder {
  const [event] = decideWith(create, { jobOrder: undefined, objects }, { jobOrder: id, ...wish, request, persons: [] }, act());
  return jobOrder.evolve(undefined, event as never);
}
const through = (...steps: string[]) => steps.reduce((order, verb, i) => next(order, verb, i + 1), made());

const orders: Record<string, JobOrder> = {
  waiting: made(),
  dispatched: through('dispatch'),
  running: through('dispatch', 'start'),
  paused: through('dispatch', 'start', 'pause'),
  'held before its start': through('dispatch', 'hold'),
  'held after its start': through('dispatch', 'start', 'hold'),
  completed: through('dispatch', 'start', 'complete'),
  closed: through('dispatch', 'start', 'complete', 'close'),
  cancelled: through('cancel'),
  aborted: through('dispatch', 'start', 'abort'),
};

/** What each verb makes of each state; a verb that is missing is refused there. */
const allowed: Record<string, Record<string, string>> = {
  waiting: {
    change: 'waiting',
    dispatch: 'dispatched',
    sequence: 'waiting',
    assign: 'waiting',
    hold: 'held',
    count: 'waiting',
    cancel: 'cancelled',
    plan: 'waiting',
    'plan away': 'cancelled',
  },
  dispatched: {
    change: 'dispatched',
    sequence: 'dispatched',
    assign: 'dispatched',
    start: 'running',
    hold: 'held',
    count: 'dispatched',
    cancel: 'cancelled',
    plan: 'dispatched',
    'plan away': 'cancelled',
  },
  running: { sequence: 'running', assign: 'running', pause: 'paused', hold: 'held', count: 'running', complete: 'completed', abort: 'aborted', 'set-quantity': 'running' },
  paused: { sequence: 'paused', assign: 'paused', resume: 'running', hold: 'held', count: 'paused', complete: 'completed', abort: 'aborted', 'set-quantity': 'paused' },
  'held before its start': { change: 'held', sequence: 'held', assign: 'held', release: 'dispatched', count: 'held', cancel: 'cancelled', plan: 'held', 'plan away': 'cancelled' },
  'held after its start': { sequence: 'held', assign: 'held', release: 'paused', count: 'held', abort: 'aborted', 'set-quantity': 'held' },
  completed: { count: 'completed', close: 'closed' },
  closed: { count: 'closed' },
  cancelled: { count: 'cancelled', 'plan away': 'cancelled' },
  aborted: { count: 'aborted' },
};

for (const [name, order] of Object.entries(orders))
  test(`an order that is ${name} takes its ${Object.keys(allowed[name]!).length} verbs and refuses the other ${Object.keys(verbs).length - Object.keys(allowed[name]!).length}`, () => {
    for (const verb of Object.keys(verbs)) {
      const target = allowed[name]![verb];
      if (target === undefined)
        assert.throws(
          () => next(order, verb, 60),
          (error) => error instanceof Refusal && error.rule.startsWith(verbs[verb]!.command.address) && !/\{\w+\}|unknown/.test(error.message),
          `${verb} when ${name}`,
        );
      else assert.equal(next(order, verb, 60).state, target, `${verb} when ${name}`);
    }
  });

test('a held order that waited waits again when it is released', () => {
  assert.equal(next(through('hold'), 'release').state, 'waiting');
});

test('whatever is done in whatever order, the order is always in a state that can be stored, and no count is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Object.keys(verbs)), { maxLength: 25 }), (steps) => {
      let order = made();
      let counts = 0;
      steps.forEach((verb, minute) => {
        try {
          order = next(order, verb, minute);
          if (verb === 'count') counts++;
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      });
      const stored = jobOrder.states.safeDecode(JSON.parse(JSON.stringify(order)) as never);
      return stored.success && decimal(order.good).equals(decimal('10.50').times(counts)) && decimal(order.scrap).equals(decimal('0.25').times(counts));
    }),
    { numRuns: 500 },
  );
});

test('a count in another unit of the same kind is turned into the order’s', () => {
  const counted = decideWith(count, orders.running!, { jobOrder: id, good: '2500', scrap: [], unit: 'g' }, act(5));
  assert.deepEqual(
    counted.map((event) => event.type === 'work.job-order.counted' && [event.good, event.unit, event.flags]),
    [['2.5', 'kg', []]],
  );
});

test('a clock that went back gives an interval of no length, never a negative one', () => {
  const paused = decideWith(pause, orders.running! as never, { jobOrder: id }, act(-60));
  assert.deepEqual(
    paused.map((event) => event.type === 'work.job-order.paused' && event.segment && event.segment.from.until(event.segment.to).total('seconds')),
    [0],
  );
});

const amounts = fc.tuple(fc.bigInt({ min: 0n, max: 999_999_999_999n }), fc.nat({ max: 999_999_999_999 }), fc.nat({ max: 12 })).map(([whole, part, places]) => {
  const digits = String(part).padStart(12, '0').slice(0, places);
  return digits === '' ? String(whole) : `${whole}.${digits}`;
});

test('whatever is counted, in whatever unit, the totals are decimals that a record keeps', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ good: amounts, scrap: amounts, unit: fc.constantFrom('kg', 'g', 't', 'ug', '[lb_av]', 'Mt', 'L', 'bananas') }), { maxLength: 12 }),
      fc.constantFrom('0', '999999999999999999'),
      (counts, before) => {
        let order = { ...orders.running!, good: before } as JobOrder;
        for (const one of counts) {
          const input = count.input.decode({ jobOrder: id, good: one.good, scrap: [{ reason: 'any', value: one.scrap }], unit: one.unit });
          order = decideWith(count, order, input, act(5)).reduce((now: JobOrder, event) => jobOrder.evolve(now, event as never), order);
        }
        const reasons = order.scrapByReason.map((one) => one.value);
        return [order.good, order.scrap, ...reasons].every(isKeptDecimal);
      },
    ),
    { numRuns: 300 },
  );
});

test('a count in a unit that nobody knows is kept beside the totals', () => {
  const [event] = decideWith(count, orders.running!, count.input.decode({ jobOrder: id, good: '5', unit: 'bananas' }), act(5));
  assert.deepEqual(event?.type === 'work.job-order.counted' && [event.good, event.unit, event.flags], ['5', 'bananas', ['other-unit']]);
});

test('a total that would outgrow the record leaves the count beside it, flagged', () => {
  const full = { ...orders.running!, good: '999999999999999999' } as JobOrder;
  const [event] = decideWith(count, full, count.input.decode({ jobOrder: id, good: '1' }), act(5));
  const after_ = jobOrder.evolve(full, event as never);
  assert.deepEqual([after_.good, after_.flaggedCounts.at(-1)?.flags, after_.flaggedCounts.at(-1)?.good], ['999999999999999999', ['too-much'], '1']);
});

test('an amount below nothing, of nothing, or in no unit there is, is not planned; a start of the year 9000 stands last in the queue', () => {
  const plan = { jobOrder: id, place: 'TP-01', plannedStart: '9000-01-01T00:00:00Z' };
  const fits = (quantity: object, more: object = {}) => create.input.safeDecode({ ...plan, quantity, ...more } as never).success;
  for (const quantity of [
    { value: '-5', unit: 'kg' },
    { value: '0', unit: 'kg' },
    { value: '0.000', unit: 'kg' },
    { value: '5', unit: 'bananas' },
    { value: '1234567890123', unit: 'kg' },
  ])
    assert.equal(fits(quantity), false, JSON.stringify(quantity));
  assert.equal(fits({ value: '5', unit: 'kg' }, { sequence: 99_999_999_999 }), false);
  assert.equal(fits({ value: '5', unit: 'kg' }), true);
  const input = create.input.decode({ ...plan, quantity: { value: '5', unit: 'kg' } });
  const [made_] = decideWith(create, { jobOrder: undefined, objects }, input, act());
  assert.equal(made_?.type === 'work.job-order.created' && made_.sequence <= 2_147_483_647, true);
});
