/** A line of a connector's log: a sentence, and the facts of it as data. Facts carry no secret. */
export type LogLine = (sentence: string, facts?: Readonly<Record<string, unknown>>) => void;

/** Where a connector writes what an engineer should know. */
export interface Log {
  readonly debug: LogLine;
  readonly info: LogLine;
  readonly warn: LogLine;
  readonly error: LogLine;
}

/** A log nobody reads. */
export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
