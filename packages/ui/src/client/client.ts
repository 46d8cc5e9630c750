import { queryOf, routeOf, type Params } from './address.ts';
import { errorOf, Fault } from './refusal.ts';

/** What goes with a command besides its input. */
export interface Envelope {
  readonly reason?: string;
  /** Revision the person had on the screen; the server refuses when the record has moved on. */
  readonly seen?: number;
  /** When it happened, if not now; ISO 8601 instant in UTC. */
  readonly happenedAt?: string;
  readonly signature?: { readonly meaning: string; readonly secret: string };
  /** Who reported it on this device, where another's session may bring it. */
  readonly reportedBy?: string;
}

export interface TouchedRecord {
  readonly noun: string;
  readonly id: string;
  readonly number?: string;
  readonly revision: number;
  readonly state?: string;
}

/** What a command made true. */
export interface Outcome {
  readonly records: readonly TouchedRecord[];
  readonly events: readonly { readonly id: string; readonly type: string; readonly subject: string; readonly at?: string }[];
  /** Rules of the plant that were broken where they only advise; the person is told. */
  readonly remarks?: readonly { readonly sentence?: string; readonly rule?: string }[];
  /** Secrets that were made, by name: told once. */
  readonly told?: Readonly<Record<string, string>>;
  /** A report that did not fit: recorded all the same, and waiting for a person to explain it. */
  readonly kept?: { readonly id: string; readonly rule: string; readonly sentence: string };
}

export interface Client {
  /** Ask a query; the answer is JSON. */
  ask<T>(address: string, params?: Params, signal?: AbortSignal): Promise<T>;
  /** Ask a route that has no address, such as `/api/session`. */
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  /** Tell a route that has no address, such as `/api/session/use`. */
  post<T = void>(path: string, body?: { readonly input: unknown; readonly reason?: string }): Promise<T>;
  /** Do a command. The same key sent twice is done once. */
  act(address: string, input: unknown, envelope?: Envelope, key?: string): Promise<Outcome>;
  /** Do a command that takes a file as it is; what else it takes goes with the address. */
  send(address: string, file: Blob, params: Params): Promise<Outcome>;
}

export interface ClientOptions {
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  readonly newKey?: () => string;
  readonly wait?: (ms: number) => Promise<void>;
}

// A lost packet or a server in restart is over within two seconds; after that the person is told
const retryAfterMs = [300, 1500];

/** The browser's way to the server: questions, commands with retry under one key, and problem details turned into errors. */
export function createClient({ fetch, newKey = () => crypto.randomUUID(), wait = sleep }: ClientOptions): Client {
  async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
    const answer = await reach(() => fetch(path, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) }), signal);
    return (await read(answer)) as T;
  }

  async function act(address: string, input: unknown, envelope: Envelope = {}, key = newKey()): Promise<Outcome> {
    const path = routeOf(address);
    const body = JSON.stringify({ input, ...envelope });
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await reach(() =>
          fetch(path, {
            method: 'POST',
            headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
            body,
          }),
        );
        return (await read(answer)) as Outcome;
      } catch (error) {
        const pause = retryAfterMs[attempt];
        if (!(error instanceof Fault && error.uncertain) || pause === undefined) throw error;
        await wait(pause);
      }
    }
  }

  async function post<T>(path: string, body?: object): Promise<T> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) };
    return (await read(await reach(() => fetch(path, { method: 'POST', headers, ...sent })))) as T;
  }

  async function send(address: string, file: Blob, params: Params): Promise<Outcome> {
    // the type is named by the ending and judged by the bytes; what the browser guesses does not count
    const headers = { 'content-type': 'application/octet-stream', accept: 'application/json', 'idempotency-key': newKey() };
    return (await read(await reach(() => fetch(routeOf(address) + queryOf(params), { method: 'POST', headers, body: file })))) as Outcome;
  }

  return { send, get, post, act, ask: (address, params, signal) => get(routeOf(address) + queryOf(params), signal) };
}

async function reach(send: () => Promise<Response>, signal?: AbortSignal): Promise<Response> {
  try {
    return await send();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Fault('The server cannot be reached. Check the connection; what you typed is still here.', { uncertain: true, cause });
  }
}

async function read(answer: Response): Promise<unknown> {
  if (answer.status === 204) return undefined;
  const text = await answer.text();
  const body = parse(text);
  if (!answer.ok) throw errorOf(answer.status, body);
  if (body === undefined && text !== '') throw new Fault(`The server answered something that is not JSON (${answer.status}).`, { status: answer.status });
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // judged by the caller, who knows the status
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
