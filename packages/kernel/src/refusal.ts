export type Fact = string | number | boolean | null | readonly Fact[] | { readonly [key: string]: Fact };
export type Facts = { readonly [key: string]: Fact };

/** A rule of the plant said no. Carries a stable code, a sentence that says what to do next, and its facts as data. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** `room.noun.verb/reason`, stable over versions. */
  readonly rule: string;
  readonly facts: Facts;
  /** HTTP status a door answers with; 409 unless the rule says otherwise. */
  readonly status: number;

  constructor(rule: string, sentence: string, facts: Facts = {}, status = 409) {
    super(sentence);
    this.rule = rule;
    this.facts = facts;
    this.status = status;
  }
}

/** Something of ours failed. Says what we were doing; the reason is in `cause`. Never shown as a rule of the plant. */
export class Fault extends Error {
  override readonly name = 'Fault';
  constructor(doing: string, cause?: unknown) {
    super(doing, { cause });
  }
}

/** A fault of the record's connection, not of what was sent: who sent it may send it again under the same key. */
export class NotAnswered extends Fault {
  /** HTTP status a door answers with: one that senders try again under the same key. */
  readonly statusCode = 503;
}

/** The database was not reached, or did not answer, before anything was written. */
export class NotReached extends NotAnswered {
  constructor(cause: unknown) {
    super('The record of the plant does not answer at the moment. Nothing was done; send it again in a moment.', cause);
  }
}

/** A fault that leaves open whether the act was done: only the same key tells. */
export class InDoubt extends NotAnswered {
  constructor(cause: unknown) {
    super('The connection to the database broke before this was confirmed, and it may have been recorded. Send it again under the same key: it is never recorded twice.', cause);
  }
}

/** Names of the slots in a refusal's sentence: `Assess this deviation first; it is {state}.` has `state`. */
export type Slots<S extends string> = S extends `${string}{${infer K}}${infer Rest}` ? K | Slots<Rest> : never;

/** Puts facts into the slots of a sentence. */
export function sentence(template: string, facts: Facts): string {
  return template.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const fact = facts[slot];
    return fact === undefined || fact === null ? 'unknown' : typeof fact === 'object' ? JSON.stringify(fact) : String(fact);
  });
}

/** Name of a role as people here call it. */
export type NameOfRole = (role: string) => string;

/** What is said of a role that no model names: its id, as words. */
export const roleInWords: NameOfRole = (role) => role.replaceAll('-', ' ');

/** The facts as a sentence says them: of a role its name, of several their names. The facts themselves keep the ids. */
export function inWords(facts: Facts, nameOfRole: NameOfRole): Facts {
  const said = (fact: Fact | undefined) =>
    typeof fact === 'string' ? nameOfRole(fact) : Array.isArray(fact) ? (fact as readonly Fact[]).map((one) => nameOfRole(String(one))).join(' or ') : fact;
  return { ...facts, ...('role' in facts && { role: said(facts['role'])! }), ...('roles' in facts && { roles: said(facts['roles'])! }) };
}

/** What one declared refusal says in the reference. */
export interface DeclaredRefusal {
  readonly sentence: string;
  readonly status: number;
}

/** Refusals that the house itself makes, for every command. The reference lists them beside the rooms' own. */
export const houseRefusals = {
  'not-signed-in': { sentence: 'Sign in first.', status: 401 },
  'session-over': { sentence: 'Signed out {at}: {why}. {next}', status: 401 },
  'token-over': { sentence: 'This token opens nothing: {why}. {next}', status: 401 },
  'reported-by-another': {
    sentence: 'This was reported by {reporter}, and this browser cannot show that they were signed in here then. It waits until {reporter} signs in; nothing was counted.',
    status: 409,
  },
  'not-permitted': { sentence: 'You may not do this at {place}. It needs {needs}; ask {ask}.', status: 403 },
  'not-found': { sentence: 'There is no {noun} with the id {id} at site {site}. Check the number or open it from its list.', status: 404 },
  'not-yet': { sentence: 'At {at} there was no such {noun} yet; it was first recorded at {first}. Choose a later moment.', status: 404 },
  'no-such-place': { sentence: '"{place}" is no part of this plant. Choose one from the list of equipment.', status: 409 },
  'exists-already': { sentence: 'A {noun} with the id {id} exists already. Open it, or use a new id.', status: 409 },
  'changed-since': { sentence: 'Someone changed this since you opened it (you saw revision {seen}, it is now {revision}). Look at it again, then decide.', status: 409 },
  'bad-input': { sentence: 'This does not fit: {problems}', status: 400 },
  'key-reused': { sentence: 'This key was used before for something else ({address}): {differs} was not the same. Send a new key for a new act.', status: 409 },
  'signature-needed': { sentence: 'Sign to go on: {meaning}.', status: 428 },
  'signature-wrong': { sentence: 'That is not your {component}. Nothing was signed or changed; try again.', status: 401 },
  'account-locked': {
    sentence:
      'Your account is locked until {until}, after too many wrong tries. Nothing was signed or changed. Sign in after that, or ask the administrator of access to unlock it.',
    status: 401,
  },
  'signature-not-yours': { sentence: 'This signature needs the role {roles}; you act as {role}.', status: 403 },
  'signature-not-quick': { sentence: 'A {component} is not enough for this signature. Sign with your password.', status: 428 },
  'signature-missing': { sentence: 'This needs {needed} signatures and has {given}. Before yours, {roles} must sign: {meaning}.', status: 409 },
  'signature-repeated': { sentence: 'You have signed “{meaning}” already; somebody else must give this signature.', status: 403 },
  'signature-last': { sentence: 'This signature is the last one: whoever gives it does it with {address}.', status: 409 },
  'signature-given': { sentence: 'This was signed already by {by}, and the record has not changed since.', status: 409 },
  'signature-unknown': { sentence: 'The model asks for no signature {step} on a {noun}.', status: 404 },
  'reason-needed': { sentence: 'Say why: a reason is kept with this change.', status: 428 },
  'step-open': { sentence: 'Before this, "{step}" must be signed by {roles}{where}.', status: 409 },
  'clock-ahead': { sentence: 'Your device says this happened at {said}, and here it is {now}. Set its clock, then do it again.', status: 409 },
  'too-long-ago': {
    sentence: 'You say this happened at {said}. Nothing is taken as having happened more than {days} days ago: leave the time out, and write it into the text.',
    status: 409,
  },
  'before-record': { sentence: 'You say this happened at {said}; this {noun} is {state} since {since}. Correct the time, then do it again.', status: 409 },
  conflict: { sentence: 'This would break a rule of the record: {constraint}.', status: 409 },
  'owned-elsewhere': { sentence: '{kind} is owned by {owner} here. {next}', status: 409 },
  'too-large': { sentence: 'At most {most} bytes are taken here; this has {bytes}. Nothing was kept. Send it in parts.', status: 413 },
  'too-deep': { sentence: 'A form nests at most {most} levels deep; this one goes deeper. Nothing was kept. Send it flatter, or as a file.', status: 400 },
  'not-taken': { sentence: 'A body of the type {type} is not taken here. Send {types}, or the form as application/json.', status: 415 },
  'many-wait': { sentence: '{waiting} wait for this already, and each takes a while. Nothing was done; ask again in some minutes.', status: 503 },
  busy: { sentence: 'Others are changing the same records. Nothing was done; try again in a moment.', status: 503 },
} as const satisfies Record<string, DeclaredRefusal>;

export type HouseRule = keyof typeof houseRefusals;

/** A refusal of the house for one address. */
export function houseRefusal(address: string, rule: HouseRule, facts: Facts = {}, nameOfRole: NameOfRole = roleInWords): Refusal {
  const declared = houseRefusals[rule];
  return new Refusal(`${address}/${rule}`, sentence(declared.sentence, inWords(facts, nameOfRole)), facts, declared.status);
}

/**
 * Nobody of the asker's roles may do this there; the sentence names those that may. `may` are the roles of the model that hold the address there,
 * none where that is not known.
 */
export function notPermitted(address: string, place: string, may: readonly string[] = [], nameOfRole: NameOfRole = roleInWords, facts: Facts = {}): Refusal {
  const needs = may.length === 0 ? `a role that holds ${address}` : `the role ${listOfRoles(may.map(nameOfRole))}`;
  const ask = may.length === 0 ? 'your supervisor or the system administrator' : 'somebody in it, or have it given or lent to you';
  return houseRefusal(address, 'not-permitted', { ...facts, address, place, needs, ask, may });
}

// four names are read at a glance; who may do a thing with five roles needs no list to find somebody
const mostNamed = 4;

/** Names of roles in a sentence: `Supervisor, Team leader or QA release`. */
export function listOfRoles(names: readonly string[]): string {
  const shown = names.length > mostNamed ? [...names.slice(0, mostNamed), `${names.length - mostNamed} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)!}`;
}
