/**
 * The plant's own words for what B2MML says, free of dialects (ISA-95 parts 2 and 4). Quantities are decimal text, never
 * floats; units are the sender's text, to be mapped by who knows the units.
 */

/** Which B2MML a message was written in. V0700 and V0701 have one namespace: V0701 is what says so in its releaseID. */
export type Dialect = 'V0400' | 'V0401' | 'V0600' | 'V0700' | 'V0701';

/** What the sender wants (ISA-95 part 5 verbs). */
export type Verb = 'Get' | 'Show' | 'Process' | 'Acknowledge' | 'Change' | 'Respond' | 'Cancel' | 'Sync' | 'Confirm';

/** One thing wrong: where, what was found, and what would be right. */
export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly value: string | null;
  readonly why: string;
  readonly right: string;
}

/** What every message says of itself. */
export interface Header {
  readonly dialect: Dialect;
  readonly verb: Verb;
  readonly noun: string;
  /** BODID where the sender gives one, else a hash of the bytes: the same file twice has the same id. */
  readonly messageId: string;
  readonly messageIdFrom: 'BODID' | 'content';
  readonly contentHash: string;
  readonly createdAt?: Temporal.Instant;
  readonly sender?: string;
  /** Whether the sender wants a ConfirmBOD; OnError where it does not say. */
  readonly confirmation: 'Always' | 'OnError' | 'Never';
  /** Action codes of Sync and Change, e.g. Add, Change, Delete, Replaced. */
  readonly actions: readonly string[];
}

/** A quantity as told. */
export interface Quantity {
  /** Decimal, every digit kept, e.g. `5.000`. */
  readonly value: string;
  readonly unit?: string;
  readonly dataType?: string;
  /** Tells several quantities of one material apart, e.g. `ProdRate`. */
  readonly key?: string;
}

/** A named value: parameter or property. */
export interface Property {
  readonly id: string;
  readonly values: readonly Quantity[];
}

/** A place in the equipment hierarchy. */
export interface Place {
  readonly equipmentId: string;
  readonly level?: string;
}

/** Material that is needed, or was used or made. */
export interface Material {
  readonly id?: string;
  readonly definitionId?: string;
  readonly classId?: string;
  readonly lotId?: string;
  readonly subLotId?: string;
  /** ISA-95 MaterialUse; absent where the sender does not say. */
  readonly use?: string;
  readonly description?: string;
  readonly quantities: readonly Quantity[];
  readonly location?: Place;
  readonly properties: readonly Property[];
  readonly assembly: readonly Material[];
}

export interface Equipment {
  readonly id?: string;
  readonly equipmentId?: string;
  readonly classId?: string;
  readonly level?: string;
  readonly use?: string;
  readonly quantities: readonly Quantity[];
}

export interface Personnel {
  readonly id?: string;
  readonly personId?: string;
  readonly classId?: string;
  readonly use?: string;
  readonly quantities: readonly Quantity[];
}

/** A step of a request; may hold further steps. */
export interface Segment {
  readonly externalId?: string;
  readonly processSegmentId?: string;
  readonly definitionId?: string;
  readonly operationsSegmentId?: string;
  readonly description?: string;
  readonly operationsType?: string;
  readonly earliestStart?: Temporal.Instant;
  readonly latestEnd?: Temporal.Instant;
  /** ISO 8601 duration as told, e.g. `PT30M`. */
  readonly duration?: string;
  readonly state?: string;
  readonly materials: readonly Material[];
  readonly equipment: readonly Equipment[];
  readonly personnel: readonly Personnel[];
  readonly parameters: readonly Property[];
  readonly segments: readonly Segment[];
}

/** One order as another system asks for it. */
export interface Request {
  readonly externalId: string;
  readonly line: number;
  readonly description?: string;
  /** ISA-95 work type; Production where the noun says so. */
  readonly operationsType: string;
  readonly scope?: Place;
  readonly requestState?: string;
  readonly priority?: string;
  readonly definitionId?: string;
  readonly operationsSegmentId?: string;
  readonly earliestStart?: Temporal.Instant;
  readonly latestEnd?: Temporal.Instant;
  readonly segments: readonly Segment[];
}

/** Something of a message that cannot be taken as it is; the rest of the message can. */
export interface Held {
  readonly externalId?: string;
  readonly path: string;
  readonly line: number;
  readonly problems: readonly Problem[];
}

export interface ScheduleMessage {
  readonly is: 'schedule';
  readonly header: Header;
  readonly scheduleId?: string;
  readonly requests: readonly Request[];
  readonly held: readonly Held[];
  /** Of the message itself. */
  readonly problems: readonly Problem[];
}

/** What was done in one step. */
export interface SegmentResponse {
  readonly externalId?: string;
  readonly requirementId?: string;
  readonly processSegmentId?: string;
  readonly definitionId?: string;
  readonly operationsSegmentId?: string;
  readonly jobResponseId?: string;
  readonly start?: Temporal.Instant;
  readonly end?: Temporal.Instant;
  readonly state?: string;
  readonly data: readonly Property[];
  readonly personnel: readonly Personnel[];
  readonly equipment: readonly Equipment[];
  readonly materials: readonly Material[];
  readonly segments: readonly SegmentResponse[];
}

/** What was done for one request. */
export interface Response {
  readonly externalId: string;
  readonly requestId?: string;
  readonly operationsType?: string;
  readonly scope?: Place;
  readonly start?: Temporal.Instant;
  readonly end?: Temporal.Instant;
  readonly state?: string;
  readonly segments: readonly SegmentResponse[];
}

export interface PerformanceMessage {
  readonly is: 'performance';
  readonly header: Header;
  readonly performanceId?: string;
  readonly scheduleId?: string;
  readonly responses: readonly Response[];
  readonly held: readonly Held[];
  readonly problems: readonly Problem[];
}

/** A material master record, thin. */
export interface MaterialDefinition {
  readonly externalId: string;
  readonly description?: string;
  readonly properties: readonly Property[];
}

export interface SubLot {
  readonly externalId: string;
  readonly status?: string;
  readonly quantities: readonly Quantity[];
}

/** A lot with its sub-lots and stock, thin. */
export interface Lot {
  readonly externalId: string;
  /** The material information it was told under; in V0401 usually the material. */
  readonly definitionId?: string;
  readonly status?: string;
  readonly quantities: readonly Quantity[];
  readonly properties: readonly Property[];
  readonly subLots: readonly SubLot[];
}

export interface MaterialMessage {
  readonly is: 'material';
  readonly header: Header;
  readonly definitions: readonly MaterialDefinition[];
  readonly lots: readonly Lot[];
  readonly held: readonly Held[];
  readonly problems: readonly Problem[];
}

/** What another system says to a message of ours. */
export interface ConfirmMessage {
  readonly is: 'confirm';
  readonly header: Header;
  /** BODID of the message it speaks of. */
  readonly originalMessageId?: string;
  /** What became of it: taken, taken in part, or refused. */
  readonly outcome: 'accepted' | 'partly' | 'refused';
  readonly words: readonly string[];
  readonly problems: readonly Problem[];
}

/** Anything read from B2MML. */
export type B2mmlMessage = ScheduleMessage | PerformanceMessage | MaterialMessage | ConfirmMessage;
