import { houseRefusal, type AnyCommand, type NameOfRole, type Refusal } from '@millrace/kernel';
import { askedBy, meantBy, type Ahead, type Asked } from './ahead.ts';
import type { Permits } from './authorise.ts';
import type { Actor, Policy, SignatureDemand, SignaturePolicy } from './authority.ts';
import type { Envelope } from './envelope.ts';
import type { ShellParts } from './parts.ts';

export interface Signer {
  readonly meaning: string;
  readonly printedName: string;
  readonly component: string;
}

/** Re-authentication before anything is locked: hashing a secret takes longer than the whole act. */
export async function checkSecret(parts: ShellParts, command: AnyCommand, envelope: Envelope): Promise<Signer | undefined> {
  if (!envelope.signature) return undefined;
  const { meaning, secret } = envelope.signature;
  const checked = await parts.authority.checkSecret(envelope.site, envelope.actor.person, secret);
  if (checked.lockedUntil) throw houseRefusal(command.address, 'account-locked', { until: checked.lockedUntil.toString() });
  if (!checked.isRight) throw houseRefusal(command.address, 'signature-wrong', { component: checked.component });
  return { meaning, printedName: checked.printedName, component: checked.component };
}

/** The signature that the model wants on this act, or why this act cannot be signed yet, or not by this person. */
export interface Demand {
  readonly signature?: SignatureDemand;
  readonly refusal?: Refusal;
}

/** What is wanted of a command whose policy may ask for several signatures: the last one does it, once all others are given. */
export function demandOf(command: AnyCommand, policy: SignaturePolicy | undefined, ahead: readonly Ahead[], actor: Actor, nameOfRole: NameOfRole): Demand {
  if (!policy) return {};
  const asked = askedBy(command.address, policy, ahead);
  const open = asked.filter((one) => !one.given);
  const mine = policy.inOrder ? asked.at(-1)! : (open.at(-1) ?? asked.at(-1)!);
  const missing = open.find((one) => one !== mine);
  if (missing) return { signature: mine.demand, refusal: missingRefusal(command, asked, missing, nameOfRole) };
  return { signature: mine.demand, ...repeatedBy(command, policy, asked, actor) };
}

/** What is wanted of an act that signs a record ahead of a command: a step of the plant's own procedure, or an earlier signature of a policy. */
export function demandOfStep(
  command: AnyCommand,
  step: string,
  noun: string,
  place: string | undefined,
  policy: Policy,
  addresses: Iterable<string>,
  ahead: readonly Ahead[],
  actor: Actor,
): Demand {
  const given = ahead.find((one) => one.step === step);
  const isGiven = given && houseRefusal(command.address, 'signature-given', { by: given.by });
  const unknown = { refusal: houseRefusal(command.address, 'signature-unknown', { step, noun }) };
  const meant = meantBy(step);
  if (!meant) {
    const added = [...addresses].flatMap((address) => policy.stepsBefore(address, place)).find((one) => one.step === step && one.before.startsWith(`${noun}.`));
    return added ? { signature: added, ...(isGiven && { refusal: isGiven }) } : unknown;
  }
  const signatures = meant.address.split('.')[0] === noun.split('.')[0] ? policy.signaturesFor(meant.address, place) : undefined;
  const asked = signatures && askedBy(meant.address, signatures, ahead);
  const mine = asked?.[meant.index];
  if (!signatures || !asked || !mine) return unknown;
  const signature = mine.demand;
  if (isGiven) return { signature, refusal: isGiven };
  const isLast = signatures.inOrder ? mine === asked.at(-1) : asked.every((one) => one === mine || one.given);
  if (isLast) return { signature, refusal: houseRefusal(command.address, 'signature-last', { address: meant.address }) };
  const missing = signatures.inOrder ? asked.find((one) => one.index < mine.index && !one.given) : undefined;
  if (missing) return { signature, refusal: missingRefusal(command, asked, missing, policy.nameOfRole) };
  return { signature, ...repeatedBy(command, signatures, asked, actor) };
}

function missingRefusal(command: AnyCommand, asked: readonly Asked[], { demand }: Asked, nameOfRole: NameOfRole): Refusal {
  const facts = { needed: asked.length, given: asked.filter((one) => one.given).length, roles: demand.roles.length === 0 ? 'somebody' : demand.roles, meaning: demand.meaning };
  return houseRefusal(command.address, 'signature-missing', facts, nameOfRole);
}

function repeatedBy(command: AnyCommand, policy: SignaturePolicy, asked: readonly Asked[], actor: Actor): Demand {
  const before = policy.differentPersons ? asked.find((one) => one.given?.by === actor.person) : undefined;
  return before ? { refusal: houseRefusal(command.address, 'signature-repeated', { meaning: before.demand.meaning }) } : {};
}

/** Who holds the role that must sign acts in it, whatever else they are. */
export function wantedFirst(permits: Permits, demanded: SignatureDemand | undefined): Permits {
  const wanted = permits.find(({ role }) => demanded?.roles.includes(role));
  return wanted === undefined ? permits : [wanted, ...permits.filter((permit) => permit !== wanted)];
}

/** Whether the act carries what it must, asked only of those who may do it: a reason, a signature of the right meaning by the right role. */
export function checkSigned(
  command: AnyCommand,
  { signature: demanded, refusal }: Demand,
  role: string,
  envelope: Envelope,
  signer: Signer | undefined,
  nameOfRole: NameOfRole,
): void {
  if (envelope.actor.kind === 'system') return;
  if (command.needsReason && !envelope.reason?.trim()) throw houseRefusal(command.address, 'reason-needed');
  if (refusal) throw refusal;
  const meanings: readonly string[] = demanded ? [demanded.meaning] : Object.values(command.signs as Record<string, string>);
  const given = envelope.signature;
  const wrongRole = demanded && demanded.roles.length > 0 && !demanded.roles.includes(role);
  if (!given && demanded) throw houseRefusal(command.address, 'signature-needed', { meaning: demanded.meaning });
  if (given && !meanings.includes(given.meaning)) throw houseRefusal(command.address, 'signature-needed', { meaning: meanings.join(' / ') || 'this act carries no signature' });
  if (given && wrongRole) throw houseRefusal(command.address, 'signature-not-yours', { roles: demanded.roles, role, meaning: given.meaning }, nameOfRole);
  // a machine holds no secret of a person, and what nobody re-authenticated is not signed
  if (given && envelope.actor.kind === 'machine') throw houseRefusal(command.address, 'signature-not-yours', { roles: 'a person', role, meaning: given.meaning }, nameOfRole);
  if (signer?.component === 'PIN' && demanded && demanded.isQuick !== true) throw houseRefusal(command.address, 'signature-not-quick', { component: signer.component });
}
