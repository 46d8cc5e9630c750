import {
  eventShape,
  jsonSchemaOf,
  listNeeds,
  Refusal,
  shapeLoaded,
  voiceOf,
  type Act,
  type AnyCommand,
  type AnyEvent,
  type AnyNoun,
  type AnyState,
  type Registry,
} from '@millrace/kernel';
import { sampleOf } from '../e2e/sample.fixture.ts';

/** A step from one state of a noun to another. */
export interface Transition {
  /** `[*]` where the record begins. */
  readonly from: string;
  readonly to: string;
  readonly by: string;
  /** A command was seen to do it; else the event is known to lead there, and its command needs more than a sample to decide. */
  readonly isDecided: boolean;
}

interface Alternative {
  readonly properties?: { readonly state?: { readonly const?: string; readonly enum?: readonly string[] } };
}
const alternatives = (noun: AnyNoun): Alternative[] => {
  const schema = jsonSchemaOf(noun.states) as { oneOf?: Alternative[]; anyOf?: Alternative[] } & Alternative;
  return schema.oneOf ?? schema.anyOf ?? [schema];
};

/** States that a noun declares. */
export const statesOf = (noun: AnyNoun): string[] => [...new Set(alternatives(noun).flatMap((one) => one.properties?.state?.const ?? one.properties?.state?.enum ?? []))];

const variants = [0, 1, 2];

/** Records of a noun in each of its states. */
function samplesOf(noun: AnyNoun): AnyState[] {
  return alternatives(noun).flatMap((one) =>
    variants.flatMap((variant) => {
      const read = noun.states.safeDecode(sampleOf(one as Record<string, unknown>, '', variant) as never);
      return read.success ? [read.data as AnyState] : [];
    }),
  );
}

const act = {
  id: 'act',
  by: 'someone',
  role: 'system',
  at: Temporal.Instant.from('2026-11-22T06:00:00Z'),
  happenedAt: Temporal.Instant.from('2026-11-22T06:00:00Z'),
  site: 'site',
} as unknown as Act;

/** What a command does to records of a noun, tried in every state it may find them in. */
function decided(command: AnyCommand, noun: AnyNoun): Transition[] {
  const found: Transition[] = [];
  for (const variant of variants) {
    const input = command.input.safeDecode(sampleOf(jsonSchemaOf(command.input), '', variant) as never);
    if (!input.success) continue;
    const needs = command.load(input.data, 'ana');
    const list = listNeeds(needs);
    const mine = list.find(([, need]) => need.noun.address === noun.address && (need.need === 'one' || need.need === 'fresh'));
    for (const state of mine?.[1].need === 'one' ? samplesOf(noun) : [undefined]) {
      const loaded = new Map(
        list.map(([name, need]) => [name, name === mine?.[0] ? state : need.need === 'one' ? samplesOf(need.noun)[0] : need.need === 'fresh' ? undefined : []]),
      );
      try {
        const said = command.decide(
          shapeLoaded(needs, loaded as never) as never,
          input.data as never,
          act,
          voiceOf(command, () => 'observe', []),
        );
        let [now, first]: [AnyState | undefined, AnyState | undefined] = [state, state];
        for (const event of (Array.isArray(said) ? said : [said]) as AnyEvent[]) {
          if (!event.type.startsWith(`${noun.address}.`) || (state && event.subject !== state.id)) continue;
          now = noun.evolve(now, event as never) as AnyState;
          found.push({ from: first?.state ?? '[*]', to: now.state, by: command.address.split('.')[2]!, isDecided: true });
          first = now;
        }
      } catch (error) {
        // a rule said no, or a sample says too little for this command: no transition was seen
        if (!(error instanceof Refusal) && !(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
      }
    }
  }
  return found;
}

/** What an event makes of each state, by `evolve` alone. */
function evolved(noun: AnyNoun, name: string): Transition[] {
  return variants.flatMap((variant) => {
    const data = eventShape(noun, name).safeDecode(sampleOf(jsonSchemaOf(eventShape(noun, name)), '', variant) as never);
    if (!data.success) return [];
    return [undefined, ...samplesOf(noun)].flatMap((state): Transition[] => {
      try {
        const next = noun.evolve(state, { type: `${noun.address}.${name}`, subject: state?.id ?? crypto.randomUUID(), ...data.data } as never) as AnyState;
        return noun.states.safeEncode(next as never).success ? [{ from: state?.state ?? '[*]', to: next.state, by: name, isDecided: false }] : [];
      } catch (error) {
        if (error instanceof TypeError || error instanceof RangeError) return []; // the event does not happen in this state
        throw error;
      }
    });
  });
}

/** States that a record can come to from its beginning. */
export function reachable(transitions: readonly Transition[]): Set<string> {
  const reached = new Set(['[*]']);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const step of transitions) if (reached.has(step.from)) reached.add(step.to);
  }
  return reached;
}

/** The lifecycle of a noun: every command tried in every state; events that no command reached, by what they make of a state. */
export function lifecycleOf(noun: AnyNoun, rooms: Registry): Transition[] {
  const room = noun.address.split('.')[0];
  const own = [...rooms.commands.values()].filter((command) => command.address.split('.')[0] === room);
  const seen = own.flatMap((command) => decided(command, noun));
  const known = Object.keys(noun.events)
    .flatMap((name) => evolved(noun, name))
    .filter((one) => one.from !== one.to);
  const others: Transition[] = [];
  // what no command reached is reached by its event: one step after another, so that nothing is drawn that a rule forbids elsewhere
  for (;;) {
    const reached = reachable([...seen, ...others]);
    const next = known.filter((one) => reached.has(one.from) && !reached.has(one.to));
    if (next.length === 0) break;
    others.push(...next);
  }
  const unique = new Map([...seen, ...others].map((one) => [`${one.from} ${one.to} ${one.by}`, one]));
  return [...unique.values()].toSorted((a, b) => `${a.from} ${a.to} ${a.by}`.localeCompare(`${b.from} ${b.to} ${b.by}`));
}

/** The lifecycle as a Mermaid picture: what commands were seen to do, and how a record begins. */
export function picture(transitions: readonly Transition[]): string {
  const name = (state: string) => (state === '[*]' ? state : state.replaceAll('-', '_'));
  const drawn = transitions.filter((one) => one.isDecided || one.from === '[*]');
  const arrows = Map.groupBy(drawn, (one) => `${name(one.from)} --> ${name(one.to)}`);
  return ['stateDiagram-v2', ...[...arrows].map(([arrow, steps]) => `  ${arrow} : ${steps.map((one) => (one.isDecided ? one.by : `(${one.by})`)).join(', ')}`)].join('\n');
}

/** Events that lead to a state no command was seen to reach; from which states, only their command knows. */
export const notDrawn = (transitions: readonly Transition[]): string[] => [
  ...new Set(transitions.filter((one) => !one.isDecided && one.from !== '[*]').map((one) => `${one.to} (by ${one.by})`)),
];
