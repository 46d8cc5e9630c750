export { connect, seesAll, type Database } from './connect.ts';
export { migrate, schemaSum, type SchemaFolder, type MigrationReport } from './migrate.ts';
export { readTables, tableName, stateOfRow, camel, snake, type Table } from './tables.ts';
export { shell, type Shell } from './shell.ts';
export type { ShellParts } from './parts.ts';
export { aheadStep } from './ahead.ts';
export type { Answer, Envelope, RecordRef } from './envelope.ts';
export {
  openPolicy,
  type Actor,
  type AddedStep,
  type Authority,
  type Grant,
  type OwnedElsewhere,
  type Policy,
  type Question,
  type SignatureDemand,
  type SignaturePolicy,
  type Touched,
} from './authority.ts';
export type { Signed, Extra } from './write.ts';
export { sendTogether, type Statement } from './trip.ts';
export { engine, type Engine } from './engine.ts';
export { retime } from './timers.ts';
export { eventsAfter, eventsBetween, eventsOf, headOf, type PositionedEvent } from './read-events.ts';
export { replay, replayAndCompare, type Difference } from './replay.ts';
export { page, listInput, listOutput, type ListShape } from './list.ts';
export { schemaFolder } from './schema-folder.ts';
export { Download, downloaded } from './download.ts';
export { decideAgain, type Again } from './decide-again.ts';
export { earliestId, lookBack } from './look-back.ts';
export { pastQuery, type AskedPast } from './past-query.ts';
export { permitsAt } from './authorise.ts';
export { answered, asker, mayNotAsk, scopeOf, type Answered, type Asker, type Places, type Room } from './room.ts';
