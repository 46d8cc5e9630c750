import { instant } from '@millrace/kernel';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import type { Historian } from './historian.ts';
import { moment, nanoseconds } from './read/when.ts';

/** How long samples of a class of signals are kept; from the model. */
export const retentionRule = z.object({
  class: z.string().min(1),
  /** Days counted back from the moment of the plan. Absent: for good. */
  keepDays: z.number().int().min(1).optional(),
  signals: z.array(z.string().min(1)),
});
export type RetentionRule = z.output<typeof retentionRule>;

/** Input of `historian.retention.plan` and `historian.retention.apply`. */
export const retentionInput = z.object({
  rules: z.array(retentionRule),
  /** The moment the days are counted from; given, so that a plan can be looked at before it is applied. */
  at: instant(),
});

/** What a class would lose, or has lost. */
export interface Expired {
  readonly class: string;
  /** Samples with an earlier source time go. */
  readonly before: Temporal.Instant;
  readonly samples: number;
  readonly oldest: Temporal.Instant | undefined;
}

/**
 * What the rules would delete, counted. Samples go only by `applyRetention`, never by the engine on its own: who deletes
 * records has to be able to say which. Signals without a rule are kept for good.
 */
export async function planRetention(historian: Historian, site: string, input: z.output<typeof retentionInput>): Promise<Expired[]> {
  refuseTwice(input.rules);
  const expired: Expired[] = [];
  for (const rule of input.rules) {
    if (rule.keepDays === undefined || rule.signals.length === 0) continue;
    const before = input.at.subtract({ hours: rule.keepDays * 24 });
    const [row] = await historian.ask<{ samples: string; oldest: string }>(
      `select count() as samples, toString(toUnixTimestamp64Nano(min(source_time))) as oldest from sample final where ${expiredRows}`,
      parametersOf(site, rule, before),
    );
    const samples = Number(row?.samples ?? 0);
    expired.push({ class: rule.class, before, samples, oldest: samples === 0 ? undefined : Temporal.Instant.fromEpochNanoseconds(BigInt(row?.oldest ?? 0)) });
  }
  return expired;
}

/** Deletes what the rules say, and tells what went. The latest sample of each signal stays known. */
export async function applyRetention(historian: Historian, site: string, input: z.output<typeof retentionInput>): Promise<Expired[]> {
  const expired = await planRetention(historian, site, input);
  const going = expired.filter(({ samples }) => samples > 0);
  if (going.length === 0) return expired;

  // One statement for all classes: each costs a pass over every month, 0.15 s a month measured
  const conditions = going.map((_, index) => `(signal in {signals${index}:Array(String)} and source_time < ${moment(`before${index}`)})`);
  const parameters: Record<string, unknown> = { site };
  for (const [index, { class: name, before }] of going.entries()) {
    parameters[`signals${index}`] = input.rules.find((rule) => rule.class === name)?.signals;
    parameters[`before${index}`] = nanoseconds(before);
  }
  await historian.command(`alter table sample delete where site = {site:String} and (${conditions.join(' or ')}) settings mutations_sync = 0`, parameters);
  await whenRewritten(historian);
  return expired;
}

/** What is reported as gone is gone: waits until no part holds it any more, however long that takes. */
async function whenRewritten(historian: Historian): Promise<void> {
  for (;;) {
    const open = await historian.ask<{ command: string; reason: string }>(
      "select command, latest_fail_reason as reason from system.mutations where database = currentDatabase() and table = 'sample' and not is_done",
      {},
    );
    if (open.length === 0) return;
    const failing = open.find(({ reason }) => reason !== '');
    if (failing !== undefined) throw new Error(`Expired samples could not all be deleted: ${failing.reason} The engine keeps trying; plan again later.`);
    await delay(200);
  }
}

const expiredRows = `site = {site:String} and signal in {signals:Array(String)} and source_time < ${moment('before')}`;
const parametersOf = (site: string, { signals }: RetentionRule, before: Temporal.Instant) => ({ site, signals, before: nanoseconds(before) });

function refuseTwice(rules: readonly RetentionRule[]): void {
  const classes = new Map<string, string>();
  for (const rule of rules)
    for (const signal of rule.signals) {
      const other = classes.get(signal);
      if (other !== undefined && other !== rule.class) throw new RangeError(`Signal ${signal} is in class ${other} and in class ${rule.class}; a signal has one class.`);
      classes.set(signal, rule.class);
    }
  const names = rules.map((rule) => rule.class);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new RangeError(`Class ${twice} has two rules; give it one.`);
}
