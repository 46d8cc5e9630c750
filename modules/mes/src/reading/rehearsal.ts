import { equipmentTree } from '@millrace/equipment';
import { keyOf, type Hearing, type Model, type Outcome, type Rehearsal, type Window } from '@millrace/model';
import { holdersOf } from '@millrace/personnel';
import { execution, type Execution } from '../execution/execution.ts';
import type { Asked, Reading, Step } from '../execution/steps.ts';
import { stepsOf } from '../execution/steps-of.ts';
import { wantOf } from '../step/wanted.ts';
import { judge } from './judge.ts';

/** The steps that a job would have had. */
type StepsFor = (job: Execution) => readonly Step[] | undefined;

/**
 * What was read on jobs, against the limits of another directive. Each value is judged for itself. What follows from it is followed along the
 * readings of that value in that check, up to the first one that would have gone otherwise: a re-check that nobody took has no value. What did
 * block its job after that is not known, unless the value is a good one by then.
 */
export const readingsRehearsal: Rehearsal<Execution> = {
  name: 'mes.readings',
  title: 'Values that were read',
  of: ['job', 'jobs'],
  past: 'mes.execution.export',
  words: {
    outside: { one: 'value out of limits', many: 'values out of limits' },
    blocked: { one: 'value that blocks its job', many: 'values that block their job' },
    lot: { one: 'lot that waits for a deviation', many: 'lots that wait for a deviation' },
    called: { one: 'call for a value out of limits', many: 'calls for values out of limits' },
    recheck: { one: 'value would have asked for a re-check that nobody took', many: 'values would have asked for a re-check that nobody took', isOpen: true },
    spared: {
      one: 'value would have been good at once; the re-check taken of it would not have been',
      many: 'values would have been good at once; the re-checks taken of them would not have been',
      isOpen: true,
    },
    unread: { one: 'value would have been asked for that nobody read', many: 'values would have been asked for that nobody read', isOpen: true },
  },
  touchedBy: ({ kind }) => kind === 'work.master',
  read: (fact) => execution.states.decode(fact as never),
  happened: (inForce, window) => hearing(inForce, window, (job) => job.steps),
  under: (model, window) => {
    const masters = new Map<string, readonly Step[] | undefined>();
    const roles = model.objects.filter(({ kind }) => kind === 'personnel.role').map(({ id, fields }) => ({ role: id, includes: (fields.includes ?? []) as readonly string[] }));
    const laidOut = (name: string) => {
      const master = model.byKey.get(keyOf({ kind: 'work.master', id: name }));
      return master && stepsOf(master.fields, roles);
    };
    return hearing(model, window, (job) => masters.getOrInsertComputed(job.workMaster, laidOut));
  },
};

function hearing(model: Model, window: Window, stepsFor: StepsFor): Hearing<Execution> {
  const tree = equipmentTree(model);
  const holders = holdersOf(model, tree.chain, window.to.toZonedDateTimeISO(window.zone).toPlainDate().toString());
  return {
    hear(job) {
      const steps = stepsFor(job);
      // its work master is gone: no such job would have been begun, and nothing is known of another
      if (!steps) return [];
      const around: Around = { job, place: tree.nameOf(job.place), window, holders };
      const chains = Map.groupBy(job.readings, ({ step, data, check }) => `${step} ${data} ${check ?? ''}`);
      return [...chains.values().flatMap((chain) => heardOf(chain, steps, around).found), ...unreadIn(steps, around)];
    },
  };
}

interface Around {
  readonly job: Execution;
  readonly place: string;
  readonly window: Window;
  readonly holders: (role: string, place: string) => readonly string[];
}

const isWithin = ({ from, to }: Window, at: Temporal.Instant) => Temporal.Instant.compare(from, at) <= 0 && Temporal.Instant.compare(at, to) < 0;
const lotText = ({ lotNumber }: Execution) => (lotNumber === undefined ? '' : `, lot ${lotNumber}`);
const askedBy = (steps: readonly Step[], step: string, data: string): Asked | undefined => steps.find((one) => one.id === step)?.data.find((one) => one.id === data);

interface Heard {
  readonly found: readonly Outcome[];
  /** What came of single readings besides being out of limits. */
  readonly after: ReadonlyMap<Reading, readonly Outcome[]>;
}

/** What the readings of one value in one check lead to. */
function heardOf(chain: readonly Reading[], steps: readonly Step[], around: Around): Heard {
  const { job, place, window } = around;
  const [{ step, data, check }] = chain as readonly [Reading, ...Reading[]];
  const asked = askedBy(steps, step, data);
  if (!asked) return { found: [], after: new Map() };
  const judged = new Map(chain.map((reading) => [reading, judgedAs(asked, reading)]));
  const found: Outcome[] = [];
  const identity = (reading: Reading) => `${job.id} ${step} ${data} ${check ?? ''} ${job.readings.indexOf(reading)}`;
  const nameOf = (reading: Reading) => `${reading.value}${asked.unit === undefined ? '' : ` ${asked.unit}`}, ${asked.ask} at ${place}${lotText(job)}`;
  for (const [reading, now] of judged)
    if (now.verdict === 'outside' && isWithin(window, reading.at)) found.push({ what: 'outside', key: identity(reading), name: nameOf(reading), at: reading.at });

  // the readings of the whole job in their order: a decision is about what was read until then
  const after = new Map<Reading, readonly Outcome[]>();
  const before: Reading[] = [];
  for (const reading of job.readings) {
    const now = judged.get(reading);
    const allowed = job.allowed.filter((one) => (one.after ?? 0) <= before.length);
    const wanted = () => wantOf({ readings: before, allowed }, { id: step }, asked, check);
    const wasUndecided = now !== undefined && wanted().is === 'undecided';
    before.push(now ?? reading);
    if (!now) continue;
    const want = wanted();
    const told = { key: identity(reading), name: nameOf(reading), at: reading.at };
    if (want.is === 'undecided' && !wasUndecided && isWithin(window, reading.at)) after.set(reading, blockedBy(asked, told, around));
    if (isOutside(now) === isOutside(reading)) continue;
    // here it would have gone otherwise, and what people would have read then nobody knows
    if (isWithin(window, reading.at) && want.is === 'recheck') found.push({ what: 'recheck', ...told });
    const rest = chain.slice(chain.indexOf(reading) + 1);
    if (isWithin(window, reading.at) && isOutside(reading) && rest.length > 0) found.push({ what: 'spared', ...told });
    // what did come of later readings may have come all the same, unless they are good by now
    const happened = heardOf(chain, job.steps, around).after;
    found.push(...rest.flatMap((one) => (isOutside(judged.get(one)!) ? (happened.get(one) ?? []) : [])).map((one) => ({ ...one, isUnknown: true as const })));
    break;
  }
  return { found: [...after.values().toArray().flat(), ...found], after };
}

const isOutside = ({ verdict }: Reading) => verdict === 'outside';

/** What was kept and answered nothing, such as a reading of somebody who may not re-check, answers nothing under any limits. */
function judgedAs(asked: Asked, reading: Reading): Reading {
  if (reading.verdict === 'unasked') return reading;
  const now = judge(asked, reading.value);
  const { says: _, ...rest } = reading;
  if ('misfit' in now) return { ...rest, verdict: 'unasked', says: now.misfit };
  return { ...rest, verdict: now.verdict, ...(now.says !== undefined && { says: now.says }) };
}

/** A value that waits for a decision stops its job; what it leads to says who decides, and whether a lot waits. */
function blockedBy(asked: Asked, told: Omit<Outcome, 'what'>, { job, holders }: Around): Outcome[] {
  const blocked = { what: 'blocked', ...told };
  if (asked.leadsTo === 'deviation')
    return job.lotNumber === undefined ? [blocked] : [blocked, { what: 'lot', key: job.lot ?? job.lotNumber, name: job.lotNumber, ...(told.at && { at: told.at }) }];
  const role = asked.calls;
  return role === undefined ? [blocked] : [blocked, { what: 'called', ...told, name: `${role}: ${told.name}`, calls: { role, persons: holders(role, job.place) } }];
}

/** What steps that were done would have asked for, and did not then. */
function unreadIn(steps: readonly Step[], { job, place, window }: Around): Outcome[] {
  return job.steps.flatMap((done) => {
    if (!done.doneAt || !isWithin(window, done.doneAt)) return [];
    const asked = steps.find((one) => one.id === done.id)?.data ?? [];
    return asked
      .filter((one) => !done.data.some((other) => other.id === one.id))
      .map((one) => ({ what: 'unread', key: `${job.id} ${done.id} ${one.id}`, name: `${one.ask} at ${place}${lotText(job)}`, at: done.doneAt! }));
  });
}
