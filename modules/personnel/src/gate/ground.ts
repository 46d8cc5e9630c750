import { newId } from '@millrace/kernel';
import type { Answer, Database, Shell } from '@millrace/store';

/** How sessions last and accounts lock, as the model says (21 CFR 11.10(d), 11.300). */
export interface AccessPolicy {
  readonly idleAfterS: number;
  readonly endsAfterS: number;
  readonly quickSignIn: 'none' | 'badge' | 'pin' | 'badge-and-pin';
  readonly lockAfter: number;
  readonly lockForS: number;
}

export interface GateParts {
  readonly database: Database;
  readonly site: string;
  /** Given late: the shell itself asks the gate for its authority. */
  readonly shell: () => Shell;
  readonly policyAt: (station: string) => AccessPolicy;
  readonly nameOf: (person: string) => string;
  /** Credentials of the demo, whose secret is printed for everybody, open something only there. */
  readonly isDemo: boolean;
  /** Every refusal of a sign-in takes at least this long, so that its haste tells nothing of the account. */
  readonly refusalMs?: number;
}

/** What every part of the gate stands on: the record, the clock, and acts in the gate's own name. */
export interface Ground extends Pick<GateParts, 'database' | 'site' | 'policyAt' | 'isDemo'> {
  readonly now: () => Temporal.Instant;
  readonly act: (address: string, input: unknown, more?: { readonly station?: string }) => Promise<Answer>;
}

export function groundOf({ database, site, shell, policyAt, isDemo }: GateParts): Ground {
  const actor = { kind: 'system', person: 'rule:personnel.gate' } as const;
  return {
    database,
    site,
    policyAt,
    isDemo,
    now: () => shell().parts.clock.now(),
    act: (address, input, more = {}) => shell().execute(address, input, { key: newId(), actor, site, ...more }),
  };
}

/** Whether the account in a row is a machine's: it comes in by a token, and nobody signs in with it. A person's is the other way round. */
export const isMachine = (row: string) =>
  `exists (select from model.current m where m.site = ${row}.site and m.kind = 'personnel.person' and m.name = ${row}.person and (m.fields->>'machine')::boolean)`;

export const isAhead = (moment: Temporal.Instant | null, at: Temporal.Instant) => moment !== null && Temporal.Instant.compare(moment, at) > 0;
