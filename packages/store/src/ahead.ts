import type pg from 'pg';
import type { SignatureDemand, SignaturePolicy } from './authority.ts';
import type { ShellParts } from './parts.ts';
import type { More } from './trip.ts';

/** A signature that was given on a record ahead of a command, while the record was as it is now. */
export interface Ahead {
  readonly step: string;
  readonly by: string;
}

/** Name under which an earlier signature of a command stands on a record: `qms.deviation.approve/1`. */
export const aheadStep = (address: string, index: number) => `${address}/${index + 1}`;

/** The command and the place in its policy that a step's name means; undefined where it is an added step of the plant's procedure. */
export function meantBy(step: string): { readonly address: string; readonly index: number } | undefined {
  const found = /^(.+)\/(\d+)$/.exec(step);
  return found ? { address: found[1]!, index: Number(found[2]) - 1 } : undefined;
}

/** What was signed on a record as it stands now. A signature on an earlier revision, or over other files, is no longer about it, and is asked for again. */
export async function readAhead(parts: ShellParts, more: More, site: string, noun: string, id: string, revision: number): Promise<readonly Ahead[]> {
  const { rows } = await more().query<{ step: string; signed_by: string; of_revision: number | null; files_bound: string; files_kept: string }>(
    parts.stepsSigned(site, noun, id) as pg.QueryConfig,
  );
  return rows.filter((row) => row.of_revision === revision && row.files_bound === row.files_kept).map((row) => ({ step: row.step, by: row.signed_by }));
}

/** One signature of a policy, with what was given already. */
export interface Asked {
  readonly index: number;
  readonly demand: SignatureDemand;
  readonly given: Ahead | undefined;
}

/** The signatures of a policy, in its order. */
export const askedBy = (address: string, policy: SignaturePolicy, ahead: readonly Ahead[]): readonly Asked[] =>
  policy.signatures.map((demand, index) => ({ index, demand, given: ahead.find((one) => one.step === aheadStep(address, index)) }));
