export { mtconnect } from './connector.ts';
export { cutLines, type Line, type LineState, noLines } from './lines.ts';
export { nothingRead, reader, type Reading, type ReadingState } from './reading.ts';
export { type Item, type Kinds, noShdr, readLine, type ShdrState } from './shdr.ts';
