import { decideWith, Refusal, type Act, type AnyCommand, type AnyEvent, type AnyNoun, type AnyState, type Mode, type Remark } from '@millrace/kernel';

/** The act of a pure test: Ana, at ten in the morning of 22 November 2026, unless the test says otherwise. */
export function actOf(
  more: {
    readonly by?: string;
    readonly role?: string;
    readonly roles?: readonly string[];
    readonly at?: string;
    readonly happenedAt?: string;
    readonly reason?: string;
    readonly timeZone?: string;
  } = {},
): Act {
  const at = Temporal.Instant.from(more.at ?? '2026-11-22T10:00:00Z');
  return {
    id: '01900000-0000-7000-8000-00000000ac70' as Act['id'],
    by: (more.by ?? 'ana') as Act['by'],
    role: more.role ?? more.roles?.[0] ?? 'operator',
    ...(more.roles && { roles: more.roles }),
    at,
    happenedAt: more.happenedAt === undefined ? at : Temporal.Instant.from(more.happenedAt),
    site: 'test',
    timeZone: more.timeZone ?? 'UTC',
    station: undefined,
    causedBy: undefined,
    reason: more.reason,
  };
}

/** What a verb made true, and the record after it. */
export interface Outcome<S> {
  readonly events: readonly AnyEvent[];
  readonly state: S;
  readonly remarks: readonly Remark[];
}

/** Does a verb on records in hand, and evolves the one that its events are of. Refusals come through. */
export function done<S extends AnyState>(
  noun: AnyNoun,
  state: S | undefined,
  command: AnyCommand,
  input: object,
  act: Act = actOf(),
  loaded: unknown = state,
  modeOf: (rule: string) => Mode = () => 'enforce',
): Outcome<S> {
  const remarks: Remark[] = [];
  const events = decideWith(command, loaded as never, input, act, modeOf, remarks) as readonly AnyEvent[];
  const own = events.filter((event) => event.type.startsWith(`${noun.address}.`) && (state === undefined || event.subject === state.id));
  return { events, state: own.reduce((now: S | undefined, event) => noun.evolve(now, event as never) as S, state)!, remarks };
}

/** A verb with an input that fits, as it is called on every state. */
export interface Tried<S> {
  readonly command: AnyCommand;
  readonly input: object;
  readonly act?: Act;
  readonly load?: (state: S) => unknown;
}

/** What each verb makes of a state: the state after it, or `refused: reason`. A sentence with an open slot fails. */
export function outcomes<S extends AnyState>(noun: AnyNoun, state: S, verbs: Readonly<Record<string, Tried<S>>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(verbs).map(([name, { command, input, act, load }]) => {
      try {
        const after = done(noun, state, command, input, act, load ? load(state) : state).state;
        const fits = noun.states.safeEncode(after as never);
        if (!fits.success) throw new TypeError(`${noun.address} after ${name} of ${state.state} fits none of its states: ${fits.error.message}`);
        return [name, after.state];
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (/\{\w+\}|\bunknown\b/.test(error.message)) throw new TypeError(`${error.rule} leaves a slot open: ${error.message}`);
        return [name, `refused: ${error.rule.slice(error.rule.indexOf('/') + 1)}`];
      }
    }),
  );
}
