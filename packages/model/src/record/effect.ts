import * as z from 'zod';
import { day } from '../field/clock-time.ts';
import { identity } from '../field/identity.ts';
import type { StoredObject } from './object.ts';
import type { RevisionStep } from './steps.ts';

const number = z.string().regex(/^-?\d+(?:\.\d+)?$/, 'is a number such as 65 or 1.5, in the unit of the indicator');

/** The effect a change is to have on an indicator at a place, as it is handed in: from what to what, by the end of which day. */
export const expectedOf = z.strictObject({ indicator: identity, at: identity, from: number, to: number, by: day });
export type Expected = z.output<typeof expectedOf>;

export const effectUnfit = 'This effect could never be judged: {why}';

/** Why an expected effect could never be judged, with the change in force; undefined where it can. */
export function unfitEffect(
  expects: Expected | undefined,
  objects: readonly StoredObject[],
  steps: readonly RevisionStep[],
  inForceAt: Temporal.Instant,
  timeZone: string,
): string | undefined {
  if (!expects) return undefined;
  const { indicator, at, from, to, by } = expects;
  const stands = (id: string, fits: (kind: string) => boolean) =>
    steps.some((one) => one.action !== 'retire' && one.id === id && fits(one.kind)) ||
    objects.some(
      (one) => one.state === 'current' && one.name === id && fits(one.kind) && !steps.some((step) => step.action === 'retire' && step.kind === one.kind && step.id === id),
    );
  if (!stands(indicator, (kind) => kind === 'indicator.definition')) return `${indicator} is no indicator of this model. Name one of indicator.definition.`;
  if (!stands(at, (kind) => kind.startsWith('equipment.'))) return `${at} is no part of this plant. Name the unit, line or area where the indicator is looked at.`;
  if (Number(from) === Number(to)) return `from ${from} to ${to} is no change. Say what it is to become.`;
  const first = inForceAt.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  if (by < first) return `${by} lies before the change is in force (${first}). Name a day after it.`;
  return undefined;
}
