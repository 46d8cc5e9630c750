import {
  decideWith,
  Fault,
  newId,
  Refusal,
  shapeLoaded,
  withKeptMoments,
  type Act,
  type AnyCommand,
  type AnyEvent,
  type AnyNoun,
  type AnyState,
  type Heard,
  type Numbering,
  type Reaction,
  type Registry,
  type Remark,
} from '@millrace/kernel';
import type { Actor, Policy } from './authority.ts';
import { checkOwnerOfChange } from './ownership.ts';
import { nameOf, parseInput, ruleOf, statesFor, type Held } from './work.ts';

export interface Happened {
  readonly id: string;
  readonly noun: AnyNoun;
  readonly event: AnyEvent;
  readonly revision: number;
}

/** One act with what it made true and the records it changed, ready to be written. */
export interface Done {
  readonly act: Act;
  readonly command: AnyCommand;
  readonly input: unknown;
  readonly events: readonly Happened[];
  readonly changed: readonly Change[];
}

/** A record as it stands after an act, with its revisions before and after; 0 before is a new one. */
export interface Change {
  readonly held: Held;
  readonly before: unknown;
  readonly state: unknown;
  readonly from: number;
  readonly to: number;
  /** How it is numbered, where it is new and its noun has numbers. */
  readonly numbering: Numbering | undefined;
}

/** A downward reaction that was refused and leaves a task. */
export interface LeftTask {
  readonly reaction: string;
  readonly event: string;
  readonly refusal: Refusal;
}

export interface Decision {
  readonly done: readonly Done[];
  readonly remarks: readonly (Remark & { readonly act: string })[];
  readonly tasks: readonly LeftTask[];
}

/** Decides a command and all its downward reactions over the records in hand. No input or output: it only computes. */
export function decideAll(
  first: { command: AnyCommand; input: unknown; act: Act; actor: Actor },
  held: Map<string, Held>,
  somes: ReadonlyMap<string, readonly string[]>,
  rooms: Registry,
  policy: Policy,
): Decision {
  const done: Done[] = [];
  const remarks: (Remark & { act: string })[] = [];
  const tasks: LeftTask[] = [];
  const queue: { command: AnyCommand; input: unknown; act: Act; reaction?: Reaction; event?: string }[] = [first];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { command, input, act, reaction, event } = next;
    try {
      const one = decideOne({ command, input, act }, first.actor, held, somes, rooms, policy, remarks);
      done.push(one);
      for (const happened of one.events) queue.push(...reactionsTo(happened, act, rooms));
    } catch (error) {
      // a record that is not there, or input that does not fit, was wrong in what the person sent: that is never skipped
      if (!(error instanceof Refusal) || error.status === 404 || error.status === 400 || !reaction) throw error;
      // nobody here can do what another system owns: it neither stops what the person did nor is it lost, somebody does it there
      const isOwned = error.rule.endsWith('/owned-elsewhere');
      if (reaction.whenRefused === 'refuse' && !isOwned) throw error;
      if (reaction.whenRefused === 'task' || isOwned) tasks.push({ reaction: reaction.name, event: event!, refusal: error });
    }
  }
  return { done, remarks, tasks };
}

function decideOne(
  { command, input, act }: { command: AnyCommand; input: unknown; act: Act },
  actor: Actor,
  held: Map<string, Held>,
  somes: ReadonlyMap<string, readonly string[]>,
  rooms: Registry,
  policy: Policy,
  remarks: (Remark & { act: string })[],
): Done {
  const loaded = shapeLoaded(command.load(input, act.by), statesFor(command, input, act.by, held, somes, act.site));
  const said: Remark[] = [];
  const place = placeOf(command, input, act.by, held);
  const events = decideWith(command, loaded as never, input as never, act, (rule) => policy.modeOf(rule, place), said, policy.nameOfRole).map(
    withKeptMoments,
  ) as readonly AnyEvent[];
  const before = new Map<Held, { readonly revision: number; readonly state: AnyState | undefined }>();
  const happened: Happened[] = [];
  for (const event of events) {
    const noun = nounOf(event, rooms);
    if (noun.address.split('.')[0] !== command.address.split('.')[0]) throw new Fault(`${command.address} emitted ${event.type}: a command speaks only for its own room`);
    const name = nameOf(noun, event.subject);
    let record = held.get(name);
    // a record that was not loaded is a new one: should it exist after all, its insert fails and nothing is done
    if (!record) held.set(name, (record = { noun, id: event.subject, state: undefined, number: undefined, loadedRevision: 0, revision: 0 }));
    if (!before.has(record)) before.set(record, { revision: record.revision, state: record.state });
    record.state = noun.evolve(record.state, event as never);
    record.revision += 1;
    happened.push({ id: newId(Number(act.at.epochMilliseconds)), noun, event, revision: record.revision });
  }
  try {
    for (const [record, { state }] of before) checkOwnerOfChange(policy, command, record, state, place, actor);
  } catch (error) {
    // a reaction may be refused while the rest goes on: what is in hand must be as it was
    for (const [record, was] of before) Object.assign(record, was);
    throw error;
  }
  remarks.push(...said.map((remark) => ({ ...remark, act: act.id })));
  const changed = [...before].map(([record, { revision: from, state: was }]) => {
    const own = record.noun.numbering;
    return {
      held: record,
      before: was,
      state: record.state,
      from,
      to: record.revision,
      numbering: from === 0 && own ? (policy.numberingOf(record.noun.address) ?? own) : undefined,
    };
  });
  return { act, command, input, events: happened, changed };
}

function nounOf(event: AnyEvent, rooms: Registry): AnyNoun {
  const noun = rooms.nouns.get(event.type.slice(0, event.type.lastIndexOf('.')));
  if (!noun) throw new Fault(`The event ${event.type} belongs to no noun`);
  return noun;
}

/** Where an act takes place: what the command says, else the place of its subject. */
export function placeOf(command: AnyCommand, input: unknown, by: string, held: ReadonlyMap<string, Held>): string | undefined {
  const said = command.place?.(input);
  if (said !== undefined) return said;
  const needs = command.load(input, by);
  const list = typeof (needs as { need?: unknown }).need === 'string' ? [needs] : Object.values(needs as object);
  for (const need of list) {
    if (need.need === 'some' || need.need === 'fresh') continue;
    for (const id of 'ids' in need ? need.ids : [need.id]) {
      const record = held.get(nameOf(need.noun, id));
      const place = record?.state && record.noun.place(record.state);
      if (place !== undefined) return place;
    }
  }
  return undefined;
}

/** A rule acts in no role of the person whose act it follows, theirs or lent, and was told no moment of its own. */
function withoutRoles({ roles: _, lentBy: _lent, told: _told, ...act }: Act): Act {
  return act;
}

function reactionsTo(happened: Happened, cause: Act, rooms: Registry) {
  const heard: Heard = { id: happened.id, by: cause.by, role: cause.role, at: cause.at, happenedAt: cause.happenedAt, site: cause.site };
  const next: { command: AnyCommand; input: unknown; act: Act; reaction: Reaction; event: string }[] = [];
  for (const reaction of rooms.reactions) {
    if (reaction.when !== 'in-transaction' || reaction.on !== happened.event.type) continue;
    for (const raw of reaction.inputs(happened.event as never, heard))
      next.push({
        command: reaction.then,
        input: parseInput(reaction.then, raw),
        act: {
          ...withoutRoles(cause),
          id: newId(Number(cause.at.epochMilliseconds)),
          by: ruleOf(reaction) as Act['by'],
          role: 'system',
          causedBy: happened.id,
          reason: undefined,
        },
        reaction,
        event: happened.id,
      });
  }
  return next;
}
