import type { Emission } from '@millrace/connector-kit';

/** A message the host publishes. */
export interface Publish {
  readonly publish: string;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

/** Something an engineer should know. */
export interface Remark {
  readonly remark: string;
  readonly level: 'debug' | 'info' | 'warn';
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What the host does about what it heard. */
export type Output = Emission | Publish | Remark;

export function remark(level: Remark['level'], sentence: string, facts: Remark['facts'] = {}): Remark {
  return { remark: sentence, level, facts };
}

/** True for what goes to the plant, not to the wire or the log. */
export function isEmission(output: Output): output is Emission {
  return 'kind' in output;
}
