import { openAsBlob } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

interface Credentials {
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly token?: string | undefined;
}

export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly rule?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** A refusal or a fault as the server told it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.rule ? `${problem.detail}\n(${problem.rule})` : problem.detail);
    this.problem = problem;
  }
}

// some 8 s together: a server that is started again by its supervisor answers within five
const patientMs = [0, 500, 1000, 2000, 4000];

/** Nobody answered: the server was not there, or the line broke. */
class Unanswered extends Error {
  override readonly name = 'Unanswered';
}
const wasNotThere = (error: unknown) => error instanceof Unanswered && (error.cause as { cause?: { code?: string } } | undefined)?.cause?.code === 'ECONNREFUSED';
const isLater = (error: unknown) => error instanceof Unanswered || (error instanceof Refused && [502, 503, 504].includes(error.problem.status));

/** A refusal of this try alone, such as of a session that ended or of one try too many: it says nothing of those before. */
const isOfTheTry = (error: unknown) => error instanceof Refused && [401, 429].includes(error.problem.status);
const inDoubt = (error: unknown, key: string) =>
  new Error(`${(error as Error).message}\nIt may have been done. The same again with --key=${key} finds out, and does it only if it was not.`, { cause: error });

/** The server, as the command line speaks to it: signed in once, by password or token. */
export class Call {
  readonly url: string;
  readonly #credentials: Credentials;
  readonly #pausesMs: readonly number[];
  #cookie: string | undefined;

  constructor(url: string, credentials: Credentials, pausesMs: readonly number[] = patientMs) {
    this.url = url.replace(/\/$/, '');
    this.#credentials = credentials;
    this.#pausesMs = pausesMs;
  }

  async #headers(): Promise<Record<string, string>> {
    const { token, user, password } = this.#credentials;
    if (token !== undefined) return { authorization: `Bearer ${token}` };
    if (this.#cookie === undefined) {
      if (user === undefined || password === undefined)
        throw new Error('Say who you are: --user and --password, or MILLRACE_USER and MILLRACE_PASSWORD, or a token in MILLRACE_TOKEN.');
      const answer = await this.#fetch('/api/personnel/session/open', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ input: { user, password, station: 'command line' } }),
      });
      this.#cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    }
    return { cookie: this.#cookie };
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const answer = await fetch(`${this.url}${path}`, init).catch((error: unknown) => {
      throw new Unanswered(`Millrace does not answer at ${this.url}. Start it with npm start, or name another server with --url.`, { cause: error });
    });
    if (!answer.ok) throw new Refused((await answer.json().catch(() => ({ title: 'Fault', status: answer.status, detail: `The server answered ${answer.status}.` }))) as Problem);
    return answer;
  }

  async query(path: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const search = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
    return (await this.#fetch(`${path}?${search}`, { headers: await this.#headers() })).json();
  }

  async command(path: string, input: unknown, envelope: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const { key: given, ...body } = envelope;
    const key = typeof given === 'string' ? given : crypto.randomUUID();
    const headers = { ...(await this.#headers()), 'content-type': 'application/json', 'idempotency-key': key };
    return (await this.#untilAnswered(key, () => this.#fetch(path, { method: 'POST', headers, body: JSON.stringify({ input, ...body }) }))).json();
  }

  /** Sends under one key until it is known what became of it: what nobody answered may have been done, and a second key would do it twice. */
  async #untilAnswered(key: string, send: () => Promise<Response>): Promise<Response> {
    let last: unknown;
    let isUnknown = false;
    for (const pauseMs of this.#pausesMs) {
      await setTimeout(pauseMs);
      try {
        return await send();
      } catch (error) {
        // a server that was not there at the first try has got nothing
        if (last === undefined && wasNotThere(error)) throw error;
        // a try that nobody answered may have been done: only what is kept under its key says that it was not
        if (!isLater(error)) throw isUnknown && isOfTheTry(error) ? inDoubt(error, key) : error;
        isUnknown ||= !(error instanceof Refused && error.problem.rule !== undefined);
        last = error;
      }
    }
    // a refusal did nothing, and says when to come again
    throw isUnknown ? inDoubt(last, key) : last;
  }

  /** Sends a file as the body, streamed from disk; what else the command takes goes with the address. */
  async file(path: string, file: string, type: string, parameters: Readonly<Record<string, unknown>>, key: string | undefined): Promise<unknown> {
    const search = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
    const once = key ?? crypto.randomUUID();
    const headers = { ...(await this.#headers()), 'content-type': type, 'idempotency-key': once };
    const body = await openAsBlob(file);
    return (await this.#untilAnswered(once, () => this.#fetch(`${path}?${search}`, { method: 'POST', headers, body }))).json();
  }
}
