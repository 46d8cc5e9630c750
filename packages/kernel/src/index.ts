export { id, newId, type Id } from './id.ts';
export { namedId } from './named-id.ts';
export { sha256 } from './sha256.ts';
export { instant } from './instant.ts';
export { decimalText, isKeptDecimal, quantityOf, amountOf, amountText, type QuantityText } from './amount.ts';
export { nameText } from './name.ts';
export type { Act, PersonId } from './act.ts';
export {
  Refusal,
  Fault,
  InDoubt,
  NotAnswered,
  NotReached,
  houseRefusal,
  houseRefusals,
  listOfRoles,
  notPermitted,
  roleInWords,
  sentence,
  type Fact,
  type Facts,
  type HouseRule,
  type NameOfRole,
} from './refusal.ts';
export {
  noun,
  type Noun,
  type AnyNoun,
  type AnyState,
  type AnyEvent,
  type EventOf,
  type EventIn,
  type StateOf,
  type Shapes,
  type Numbering,
  type About,
  type RefersTo,
} from './noun.ts';
export { one, fresh, many, known, makes, some, listNeeds, shapeLoaded, isNeed, type Need, type Needs, type Loaded, type EventsIn } from './needs.ts';
export { command, decideWith, voiceOf, type Command, type AnyCommand, type CommandKind, type Mode, type Remark, type Voice } from './command.ts';
export { formSchemaOf, givenAs, type Chooser, type Concealed } from './concealed.ts';
export { keptContent, type KeptContent, type TakesContent } from './content.ts';
export { mayAsk, query, type Query, type AnyQuery } from './query.ts';
export { downward, upward, timer, type Reaction, type Timer, type Heard, type Delay, type WhenRefused } from './reaction.ts';
export { parseAddress, covers, routeOf, type Address } from './address.ts';
export { registry, refusalReference, type Registry, type Brought, type RefusalEntry } from './registry.ts';
export { judgeMoment, oddMoments, clockToleranceS, horizonDays, type Moments, type OddMoment } from './moment.ts';
export { withKeptMoments } from './kept-moment.ts';
export { asKept, wallClock, virtualClock, dayAt, type Clock } from './clock.ts';
export { canonical } from './canonical.ts';
export { jsonSchemaOf } from './json-schema.ts';
export { readEvent, eventShape } from './read-event.ts';
export { nearest } from './near.ts';
