import { roleInWords, type AnyState, type Facts, type Mode, type NameOfRole, type Numbering } from '@millrace/kernel';

/** Who stands behind an act. `system` is a rule, a timer or a flow of the house itself. */
export interface Actor {
  readonly kind: 'person' | 'machine' | 'system';
  /** Person's id, or `rule:<name>`, `timer:<name>`, `flow:<name>`. */
  readonly person: string;
  /** Whose act a rule follows: what another system's flow told, the rules that carry it further may do. */
  readonly follows?: string | undefined;
}

/** A right as it is granted at this moment: addresses by pattern, at a part of the plant. */
export interface Grant {
  readonly role: string;
  readonly pattern: string;
  /** Equipment under which it holds; null is the whole site. */
  readonly place: string | null;
  /** Person who lent the role; none who holds it. */
  readonly lentBy?: string | null;
}

/** What one signature must be, as the model says. */
export interface SignatureDemand {
  readonly meaning: string;
  /** Roles of which the signer must act in one; none named means any permitted person. */
  readonly roles: readonly string[];
  /** A PIN is enough, where the law permits; else the password. */
  readonly isQuick?: boolean;
}

/** All signatures that a command needs at a place. The last one does it; those before it are given on the record, as it stands then. */
export interface SignaturePolicy {
  readonly signatures: readonly [SignatureDemand, ...SignatureDemand[]];
  /** Each waits for the one before it. Else the earlier ones come in any order, and whichever is left does it. */
  readonly inOrder: boolean;
  /** Nobody gives two of them. */
  readonly differentPersons: boolean;
}

/** A step that the plant's own procedure adds before a command. */
export interface AddedStep {
  readonly step: string;
  readonly title: string;
  readonly before: string;
  readonly meaning: string;
  readonly roles: readonly string[];
  /** Only where a field of the record has a value: `severity = critical`. */
  readonly when?: string;
}

/** The plant's policies as the model in force gives them. Held in memory, replaced when a revision is applied. */
export interface Policy {
  /** Of the site (IANA): what a day is there. */
  readonly timeZone: string;
  readonly modeOf: (rule: string, place: string | undefined) => Mode;
  readonly signaturesFor: (address: string, place: string | undefined) => SignaturePolicy | undefined;
  readonly stepsBefore: (address: string, place: string | undefined) => readonly AddedStep[];
  /** Name of a role, as sentences say it. */
  readonly nameOfRole: NameOfRole;
  /** Roles that may use an address at a place today; undefined is the whole site. Said to who may not. */
  readonly rolesThatMay: (address: string, place: string | undefined) => readonly string[];
  /** Whether `place` is `within` or lies under it in the equipment tree. */
  readonly isWithin: (place: string, within: string) => boolean;
  /** Whether there is such a part of the plant. */
  readonly isPlace: (place: string) => boolean;
  /** All that lies in a part of the plant, itself included. */
  readonly under: (place: string) => readonly string[];
  /** How the records of a noun are numbered, where the model says it. */
  readonly numberingOf: (noun: string) => Numbering | undefined;
  /** Who else owns what an act would change; undefined where this actor may change it. */
  readonly ownerOf: (touched: Touched, actor: Actor) => OwnedElsewhere | undefined;
}

/** What of a record an act would change, as ownership sees it. */
export interface Touched {
  readonly noun: string;
  /** Part of the record the command changes; undefined is the whole. */
  readonly part: string | undefined;
  readonly place: string | undefined;
  /** The record before and after the act, once that is decided. */
  readonly before?: AnyState | undefined;
  readonly after?: AnyState | undefined;
}

/** Facts of the refusal: what is owned, by whom, and where to change it. */
export interface OwnedElsewhere extends Facts {
  readonly kind: string;
  readonly owner: string;
  readonly next: string;
}

/** A question of another room, asked as part of a statement of the store. */
export interface Question {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What became of a signing component that was given again. */
export interface CheckedSecret {
  readonly isRight: boolean;
  readonly component: string;
  readonly printedName: string;
  /** The account is locked, by this try or before it: until then not even the right one is taken. */
  readonly lockedUntil?: Temporal.Instant | undefined;
}

/** Answers from the room that keeps people and rights. */
export interface Authority {
  /** One text that is another whenever `grants` may answer otherwise. Every act asks it in its own transaction, so that rights are those of this moment and need not be read each time. */
  readonly stamp: (site: string, person: string) => Question;
  /** Rows that are the grants of a person now: role, pattern, place, lentBy. Asked in the act's own transaction when the stamp is new. */
  readonly grants: (site: string, person: string) => Question;
  /** Checks the signing component again, outside the transaction. */
  readonly checkSecret: (site: string, person: string, secret: string) => Promise<CheckedSecret>;
}

/** No policy at all: every rule enforced, no signature asked, one flat place at Greenwich. The model replaces it. */
export const openPolicy: Policy = {
  timeZone: 'UTC',
  modeOf: () => 'enforce',
  signaturesFor: () => undefined,
  stepsBefore: () => [],
  numberingOf: () => undefined,
  nameOfRole: roleInWords,
  rolesThatMay: () => [],
  isPlace: () => true,
  isWithin: (place, within) => place === within,
  under: (place) => [place],
  ownerOf: () => undefined,
};
