import type { Writable } from 'node:stream';
import type pg from 'pg';

/** A statement with its values. One with a name is prepared once on each connection that sends it. */
export interface Statement {
  readonly name?: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What a statement of a trip came back with: its rows, each value the text that the database writes, and its tag (`INSERT 0 1`). */
export interface Came {
  readonly rows: readonly (readonly (string | null)[])[];
  readonly tag: string;
}

export const begin: Statement = { name: 'begin', text: 'begin', values: [] };
export const commit: Statement = { name: 'commit', text: 'commit', values: [] };

/** The connection of an act, for what it must ask besides its two trips. An act that shares them with others has none to ask by, and is done by itself. */
export type More = () => pg.PoolClient;

/**
 * Sends statements as one trip: one write, and one answer after the last of them. A query of `pg` is closed by a Sync of its own,
 * to which the database answers at once: that is a write of its process and a waking of ours per statement, and cost more than
 * the rules of an act. After an error the database passes over the rest, so that the first error is the only one.
 */
export function sendTogether(client: pg.ClientBase, statements: readonly Statement[]): Promise<readonly Came[]> {
  return new Promise<readonly Came[]>((resolve, reject) => client.query(new Trip(statements, resolve, reject))).catch((error: unknown) => {
    // it would tell of the socket; whoever sent the trip is of more use
    if (error instanceof Error) Error.captureStackTrace(error);
    throw error;
  });
}

/** The connection of a `pg` client, as far as a trip needs it and its types do not tell. */
interface Wire {
  readonly stream: Writable;
  /** Text by name of what is prepared on it. */
  readonly parsedStatements: Record<string, string>;
  parse(statement: { name?: string | undefined; text: string }): void;
  bind(portal: { statement?: string | undefined; values: readonly unknown[]; valueMapper: (value: unknown) => unknown }): void;
  execute(portal: object): void;
  sync(): void;
  on(event: 'parseComplete', listener: () => void): void;
  off(event: 'parseComplete', listener: () => void): void;
}

/** A query of several statements, by the interface through which `pg` takes cursors and streams. It asks for no description of its rows: who sent a statement knows them. */
class Trip implements pg.Submittable {
  readonly #statements: readonly Statement[];
  readonly #resolve: (came: readonly Came[]) => void;
  readonly #reject: (error: unknown) => void;
  readonly #came: Came[] = [];
  #rows: (readonly (string | null)[])[] = [];
  #ended = () => {};
  /** Set by `pg`, which counts how long it waits for the answer until this is called. */
  callback?: () => void;

  constructor(statements: readonly Statement[], resolve: (came: readonly Came[]) => void, reject: (error: unknown) => void) {
    this.#statements = statements;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(of: pg.Connection): void {
    const connection = of as unknown as Wire;
    const parsed: Statement[] = [];
    const isKnown = (name: string | undefined) => name !== undefined && (connection.parsedStatements[name] !== undefined || parsed.some((one) => one.name === name));
    connection.stream.cork();
    try {
      for (const statement of this.#statements) {
        if (!isKnown(statement.name)) {
          connection.parse(statement);
          parsed.push(statement);
        }
        connection.bind({ statement: statement.name, values: statement.values, valueMapper: textOf });
        connection.execute({});
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    if (parsed.length > 0) this.#noteParsed(connection, parsed);
  }

  /** What is prepared stays so when the trip fails, and what is not must be sent again: only the answers tell which. */
  #noteParsed(connection: Wire, parsed: readonly Statement[]): void {
    let next = 0;
    const note = () => {
      const { name, text } = parsed[next++]!;
      if (name !== undefined) connection.parsedStatements[name] = text;
    };
    connection.on('parseComplete', note);
    this.#ended = () => connection.off('parseComplete', note);
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    this.#rows.push(fields);
  }

  handleCommandComplete({ text: tag }: { text: string }): void {
    this.#came.push({ rows: this.#rows, tag });
    this.#rows = [];
  }

  handleReadyForQuery(): void {
    this.#end();
    this.#resolve(this.#came);
  }

  handleError(error: unknown): void {
    this.#end();
    this.#reject(error);
  }

  #end(): void {
    this.#ended();
    this.callback?.();
  }
}

/** A value as the database reads it. */
function textOf(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return arrayText(value);
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** An array as PostgreSQL writes it: its members are written as values are, lists in it as lists. */
export function arrayText(list: readonly unknown[]): string {
  const members = list.map((one) => {
    if (Array.isArray(one)) return arrayText(one);
    const text = textOf(one);
    if (text === null) return 'null';
    return `"${(Buffer.isBuffer(text) ? String.raw`\x${text.toString('hex')}` : text).replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  });
  return `{${members.join(',')}}`;
}
