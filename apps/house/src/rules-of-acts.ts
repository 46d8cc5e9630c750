import { equipmentTree } from '@millrace/equipment';
import { covers, type AnyCommand } from '@millrace/kernel';
import { modeAt, signaturesAsked, stepsAsked, type Model, type Mode, type ModeRule } from '@millrace/model';
import type { DoneAct } from './past-act.ts';

/** What a model asks of the acts of people, besides what each command decides for itself. */
export interface RulesOfActs {
  /** Why an act would have been refused before it was decided; undefined where it would not. */
  readonly against: (act: DoneAct, command: AnyCommand) => string | undefined;
  readonly modeOf: (rule: string, place: string | null) => Mode;
  /** Whether the mode of a rule hangs on the part of the plant. */
  readonly isByPlace: (rule: string) => boolean;
  readonly nameOf: (place: string) => string;
}

interface Assignment {
  readonly person: string;
  readonly role: string;
  readonly at: string;
  readonly from?: string;
  readonly until?: string;
}

/** Reads them from a model, as they hold on a day. In the order in which an act meets them: rights, signatures, added steps, rules that were only noted. */
export function rulesOfActs(model: Model, day: string): RulesOfActs {
  const of = (kind: string) => model.objects.filter((object) => object.kind === kind);
  const tree = equipmentTree(model);
  const site = of('equipment.site')[0]?.id;
  const chain = (place: string | null) => tree.chain(place ?? site);
  const modes = of('governance.mode').map(({ fields }) => fields as unknown as ModeRule);
  const assignments = of('personnel.role-assignment')
    .map(({ fields }) => fields as unknown as Assignment)
    .filter(({ from, until }) => (from === undefined || from <= day) && (until === undefined || day <= until));
  const byPerson = Map.groupBy(assignments, ({ person }) => person);
  const patterns = patternsOf(model);
  const addressOf = (rule: string) => rule.split('/')[0]!;
  const modeOf = (rule: string, place: string | null) => modeAt(modes, tree, addressOf(rule), place ?? site, day);

  /** Who acts by a token has no assignment: then the role is asked that they acted in. */
  const mayNot = ({ by, lentBy, role, address, place }: DoneAct, { anywhere }: AnyCommand): string | undefined => {
    const mine = byPerson.get(lentBy ?? by);
    const around = chain(place);
    const may = (mine ?? [{ role, at: around.at(-1) ?? '' }]).some(
      (one) => (anywhere || around.includes(one.at) || mine === undefined) && patterns(one.role).some((pattern) => covers(pattern, address)),
    );
    return may ? undefined : `no role of ${lentBy ?? by} holds ${address} there`;
  };
  const unsigned = ({ address, place, signed }: DoneAct): string | undefined => {
    const given = signed.filter(({ step }) => step === null || step.startsWith(`${address}/`)).map(({ role }) => role);
    const missing = signaturesAsked(of('governance.signature-policy'), address, chain(place), day)?.signatures.find(({ role }) => {
      const at = given.indexOf(role);
      if (at >= 0) given.splice(at, 1);
      return at < 0;
    });
    return missing && `it needs the signature of ${missing.role}: “${missing.says}”`;
  };
  const notStepped = ({ address, before, signed }: DoneAct): string | undefined => {
    const open = stepsAsked(of('governance.lifecycle-step'), address).find(
      (step) => meets(before, step['when'] as string | undefined) && !signed.some((one) => one.step === step['step']),
    );
    return open && `it waits for the step “${String(open['title'])}” of ${String(open['role'])}`;
  };
  // what the house itself notes, such as the clock of a device or who brought a report, has no mode and refuses nothing
  const noted = ({ remarks, place }: DoneAct, { address, rules }: AnyCommand): string | undefined =>
    remarks.find(({ rule }) => rule.slice(address.length + 1) in rules && modeOf(rule, place) === 'enforce')?.sentence;
  return {
    against: (act, command) => mayNot(act, command) ?? unsigned(act) ?? notStepped(act) ?? noted(act, command),
    modeOf,
    isByPlace: (rule) => modes.some((one) => one.at !== undefined && one.at !== site && covers(one.of, addressOf(rule))),
    nameOf: tree.nameOf,
  };
}

/** Whether a record's field has the value that a condition of the model names, `severity = critical`; a step without one is always asked. */
function meets(before: DoneAct['before'], condition: string | undefined): boolean {
  if (condition === undefined || before === null) return true;
  const [field, value] = condition.split('=').map((word) => word.trim());
  return String(before[field ?? '']) === value;
}

/** What a role may do, with the roles it includes. */
function patternsOf(model: Model): (role: string) => readonly string[] {
  const roles = new Map(
    model.objects.filter(({ kind }) => kind === 'personnel.role').map(({ id, fields }) => [id, fields as { may?: readonly string[]; includes?: readonly string[] }]),
  );
  const known = new Map<string, readonly string[]>();
  const find = (role: string, seen: readonly string[]): readonly string[] => {
    const fields = roles.get(role);
    if (!fields || seen.includes(role)) return [];
    return [...(fields.may ?? []), ...(fields.includes ?? []).flatMap((one) => find(one, [...seen, role]))];
  };
  return (role) => known.getOrInsertComputed(role, () => find(role, []));
}
