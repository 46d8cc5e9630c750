import { canonical, listNeeds, type Act, type AnyCommand, type AnyState } from '@millrace/kernel';
import { objectId, type Hearing, type Model, type Outcome, type PlannedChange, type Rehearsal, type StoredObject, type Window } from '@millrace/model';
import { decideAgain, type Again } from '@millrace/store';
import { pastAct, type DoneAct, type PastAct } from './past-act.ts';
import { rulesOfActs, type RulesOfActs } from './rules-of-acts.ts';

/** Kinds that only decide who may do what, and what must be signed or waited for. */
const policies: Readonly<Record<string, (fields: Readonly<Record<string, unknown>>) => readonly string[]>> = {
  'governance.signature-policy': ({ of }) => [String(of)],
  'governance.lifecycle-step': ({ before }) => [String(before)],
  'governance.mode': ({ of }) => [String(of)],
  'personnel.role': () => ['*'],
  'personnel.role-assignment': () => ['*'],
};
/** Kinds that commands of people load, to decide by them. */
const loaded = new Set([
  'personnel.person',
  'personnel.qualification',
  'equipment.line',
  'equipment.unit',
  'equipment.reason',
  'material.definition',
  'work.master',
  'governance.board',
]);

/**
 * What people did, decided again: their rights, the signatures and steps they needed, the rules that were only noted then, and the rule of each
 * command over the records as they were, with the objects of the model as they would be. What a command finds by looking among other records is
 * left out: the act was done with what it found. An act is held against the record as it really was, also where one before it would have been refused.
 */
export const actsRehearsal = (commands: ReadonlyMap<string, AnyCommand>): Rehearsal<PastAct> => ({
  name: 'record.acts',
  title: 'What people did',
  of: ['act or refusal', 'acts and refusals'],
  past: 'record.act.export',
  words: {
    refused: { one: 'act refused', many: 'acts refused' },
    decided: { one: 'act decided by what the model says', many: 'acts decided by what the model says' },
  },
  touchedBy: (change) => {
    if (change.kind in policies) return true;
    // a step of a directive decides nothing when the work begins
    if (change.kind === 'work.master' && 'fields' in change) return change.fields.some(({ path }) => !path.startsWith('steps'));
    return loaded.has(change.kind);
  },
  narrowedBy: (changes) => ({ addresses: addressesOf(changes).join(',') }),
  read: (fact) => pastAct.decode(fact as never),
  happened: (inForce, window) => {
    const rules = rulesOfActs(inForce, dayOf(window));
    return {
      hear: (fact) => {
        if (fact.is === 'refused') return isOfPlant(commands, fact) ? [refusedOutcome(fact)] : [];
        const command = commands.get(fact.address);
        return command && isDecidedByModel(command, fact) ? [{ what: 'decided', key: fact.id, name: nameOf(fact, rules), at: fact.at }] : [];
      },
    };
  },
  under: (model, window) => under(commands, model, window),
});

const dayOf = ({ to, zone }: Window) => to.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate().toString();

function addressesOf(changes: readonly PlannedChange[]): string[] {
  const found = changes.flatMap((change) => {
    const sides = [...('before' in change ? [change.before] : []), ...('after' in change ? [change.after] : [])];
    return sides.flatMap((fields) => policies[change.kind]?.(fields) ?? ['*']);
  });
  return found.includes('*') ? ['*'] : [...new Set(found)].toSorted();
}

/** A rule that the plant's modes turn on and off; what always holds is refused under any model. */
const isOfPlant = (commands: ReadonlyMap<string, AnyCommand>, { address, rule }: Extract<PastAct, { is: 'refused' }>) => {
  const reason = rule.split('/')[1] ?? '';
  return reason in (commands.get(address)?.rules ?? {});
};
const refusedOutcome = ({ key, address, sentence, at }: Extract<PastAct, { is: 'refused' }>): Outcome => ({ what: 'refused', key, name: `${address}: ${sentence}`, at });

function under(commands: ReadonlyMap<string, AnyCommand>, model: Model, window: Window): Hearing<PastAct> {
  const rules = rulesOfActs(model, dayOf(window));
  const objects = storedAs(model);
  return {
    hear(fact) {
      const command = commands.get(fact.address);
      if (!command) return [];
      if (fact.is === 'refused') {
        if (!isOfPlant(commands, fact)) return [];
        // where it was is not kept with a refusal: where the mode hangs on the place, nobody can say
        if (rules.isByPlace(fact.rule)) return [{ ...refusedOutcome(fact), isUnknown: true }];
        return rules.modeOf(fact.rule, null) === 'enforce' ? [refusedOutcome(fact)] : [];
      }
      const told = { key: fact.id, name: nameOf(fact, rules), at: fact.at };
      const refused = (why: string): Outcome[] => [{ what: 'refused', ...told, name: `${told.name}: ${why}` }];
      const against = rules.against(fact, command);
      if (against !== undefined) return refused(against);
      if (!isDecidedByModel(command, fact)) return [];
      const again = decidedAgain(command, fact, objects, rules, window.zone);
      return 'refusal' in again ? refused(again.refusal.message) : [{ what: 'decided', ...told, made: canonical(again.events) }];
    },
  };
}

const nameOf = ({ address, by, name, place }: DoneAct, rules: RulesOfActs) =>
  `${address} by ${by}${name === null ? '' : `, ${name}`}${place === null ? '' : ` at ${rules.nameOf(place)}`}`;

const inputOf = (command: AnyCommand, { input }: DoneAct): { readonly data: unknown } | undefined => {
  const parsed = command.input.safeDecode(input as never);
  return parsed.success ? { data: parsed.data } : undefined;
};

/** Whether its rule looks at objects of the model, and its input still reads. */
function isDecidedByModel(command: AnyCommand, act: DoneAct): boolean {
  const input = inputOf(command, act);
  return input !== undefined && listNeeds(command.load(input.data, act.by)).some(([, need]) => need.noun.address === 'model.object');
}

function decidedAgain(command: AnyCommand, act: DoneAct, objects: ReadonlyMap<string, StoredObject>, rules: RulesOfActs, timeZone: string): Again {
  const { id, by, role, at, happenedAt, station, reason, place, records } = act;
  const then = {
    id,
    by,
    role,
    roles: [role],
    at,
    happenedAt,
    site: '',
    timeZone,
    station: station ?? undefined,
    causedBy: undefined,
    reason: reason ?? undefined,
  } as unknown as Act;
  return decideAgain(
    command,
    inputOf(command, act)!.data,
    then,
    {
      record: (noun, subject) => {
        if (noun.address === 'model.object') return objects.get(subject);
        const row = records[`${noun.address}:${subject}`];
        return row && (noun.states.decode(row as never) as AnyState);
      },
      found: ({ noun, where }) =>
        noun.address === 'model.object'
          ? objects
              .values()
              .filter((object) => Object.entries(where).every(([field, value]) => [value].flat().includes(String(object[field as keyof StoredObject]))))
              .toArray()
          : [],
    },
    (rule) => rules.modeOf(rule, place),
  );
}

/** The objects of a model as a command meets them in the record. */
const storedAs = (model: Model): ReadonlyMap<string, StoredObject> =>
  new Map(model.objects.map(({ kind, id, fields }) => [objectId(kind, id), { id: objectId(kind, id), state: 'current', kind, name: id, fields, since: '' }]));
