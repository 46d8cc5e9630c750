import { join, resolve } from 'node:path';

/** What proves the seals and lies outside the database. */
export interface SealFiles {
  readonly witness: string;
  readonly anchorKey: string;
  /** What was anchored last, beside the key. */
  readonly newest: string;
}

/** Where the settings say they lie. */
export function sealFiles(env: NodeJS.ProcessEnv): SealFiles {
  const data = env.MILLRACE_DATA?.trim() || '.millrace';
  const anchorKey = resolve(env.MILLRACE_ANCHOR_KEY?.trim() || join(data, 'keys/anchor.pem'));
  return { witness: resolve(env.MILLRACE_WITNESS?.trim() || join(data, 'witness/seals.jsonl')), anchorKey, newest: `${anchorKey}.newest.json` };
}
