/** A rule of the plant said no: the sentence tells the person what to do next. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Address and reason, e.g. `qms.deviation.approve/own-deviation`. */
  readonly rule: string;
  readonly title: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly next: string | undefined;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title ?? `Refused (${problem.status ?? 'no status'})`);
    this.status = problem.status ?? 400;
    this.rule = problem.rule ?? problem.type ?? 'about:blank';
    this.title = problem.title ?? 'Refused';
    this.facts = problem.facts ?? {};
    this.next = problem.next;
  }
}

/** A fault of ours or of the line between us; says whether the work may have been recorded all the same. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly status: number | undefined;
  /** Id of the act in our log, to be quoted to support. */
  readonly act: string | undefined;
  /** True when no answer came, so nobody here knows whether it was recorded; the same key makes a retry safe. */
  readonly uncertain: boolean;

  constructor(message: string, known: { status?: number; act?: string; uncertain?: boolean; cause?: unknown } = {}) {
    super(message, { cause: known.cause });
    this.status = known.status;
    this.act = known.act;
    this.uncertain = known.uncertain ?? false;
  }
}

/** RFC 9457 problem details with our extensions `rule`, `facts`, `next` and `act`. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly rule?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly next?: string;
  readonly act?: string;
}

/** The error an answer stands for: a refusal below 500, a fault from 500 on; a body that is no problem document is described, never shown raw. */
export function errorOf(status: number, body: unknown): Refusal | Fault {
  const problem: Problem = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  if (status >= 500)
    return new Fault(problem.detail ?? problem.title ?? `The server could not answer (${status}).`, {
      status,
      ...(problem.act === undefined ? {} : { act: problem.act }),
      uncertain: status === 502 || status === 503 || status === 504,
    });
  return new Refusal({ ...problem, status });
}

/** Whether the session is over, so that the person must sign in again. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof Refusal && error.status === 401;
}

/** Meaning of the signature the plant's policy asks for here, where that is why it was refused. */
export function signatureAsked(error: unknown): string | undefined {
  return error instanceof Refusal && error.rule.endsWith('/signature-needed') ? String(error.facts['meaning']) : undefined;
}
