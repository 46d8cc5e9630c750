import { openAsBlob } from 'node:fs';

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

/** The server, as the command line speaks to it: signed in once, by password or token. */
export class Call {
  readonly url: string;
  readonly #credentials: Credentials;
  #cookie: string | undefined;

  constructor(url: string, credentials: Credentials) {
    this.url = url.replace(/\/$/, '');
    this.#credentials = credentials;
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
      throw new Error(`Millrace does not answer at ${this.url}. Start it with npm start, or name another server with --url.`, { cause: error });
    });
    if (!answer.ok) throw new Refused((await answer.json().catch(() => ({ title: 'Fault', status: answer.status, detail: `The server answered ${answer.status}.` }))) as Problem);
    return answer;
  }

  async query(path: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const search = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
    return (await this.#fetch(`${path}?${search}`, { headers: await this.#headers() })).json();
  }

  async command(path: string, input: unknown, envelope: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const { key, ...body } = envelope;
    const headers = { ...(await this.#headers()), 'content-type': 'application/json', 'idempotency-key': typeof key === 'string' ? key : crypto.randomUUID() };
    return (await this.#fetch(path, { method: 'POST', headers, body: JSON.stringify({ input, ...body }) })).json();
  }

  /** Sends a file as the body, streamed from disk; what else the command takes goes with the address. */
  async file(path: string, file: string, type: string, parameters: Readonly<Record<string, unknown>>, key: string | undefined): Promise<unknown> {
    const search = new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
    const headers = { ...(await this.#headers()), 'content-type': type, ...(key !== undefined && { 'idempotency-key': key }) };
    return (await this.#fetch(`${path}?${search}`, { method: 'POST', headers, body: await openAsBlob(file) })).json();
  }
}
