import { Session } from 'chdb';
import type { EngineAnswer, RunStatement } from './historian-http.ts';
import { EngineError, literal, type EngineRequest, type InsertTarget } from './historian-statement.ts';
import type { TokenTable } from './historian-tokens.ts';

// Formats without head or foot: their chunks can be passed on as they come
const streamed = new Set([
  'TabSeparated',
  'TSV',
  'TabSeparatedRaw',
  'TSVRaw',
  'CSV',
  'JSONEachRow',
  'JSONLines',
  'JSONCompactEachRow',
  'JSONStringsEachRow',
  'JSONCompactStringsEachRow',
  'RowBinary',
]);
// Eight at once: the thread pool below the engine is twelve wide and inserts must not wait behind eight long reads
const concurrentStatements = 8;
const aborted = 236;

/**
 * Runs statements on the engine of one data folder. Every statement gets a connection of its own (0.3 ms measured),
 * so that settings, parameters and the chosen database of one call never reach another.
 */
export function createStatementRunner(path: string, tokens: TokenTable, onEngineLost: () => void): RunStatement {
  const takeTurn = createTurns(concurrentStatements);
  const underWay = new Map<string, Promise<EngineAnswer>>();

  async function once(request: EngineRequest): Promise<EngineAnswer> {
    const table = insertedTable(request);
    if (table === undefined || request.deduplicationToken === undefined) return inTurn(request);
    const qualified = table.includes('.') ? table : `${request.database}.${table}`;
    const key = JSON.stringify([qualified, request.deduplicationToken]);
    const running = underWay.get(key);
    if (running !== undefined) {
      await running;
      return nothingWritten();
    }
    if (tokens.has(qualified, request.deduplicationToken)) return nothingWritten();
    const token = request.deduplicationToken;
    const insert = inTurn(request).then((result) => {
      tokens.add(qualified, token);
      return result;
    });
    underWay.set(key, insert);
    try {
      return await insert;
    } finally {
      underWay.delete(key);
    }
  }

  async function inTurn(request: EngineRequest): Promise<EngineAnswer> {
    const endTurn = await takeTurn();
    let isStreaming = false;
    const session = new Session(path);
    const finish = (): void => {
      session.close();
      endTurn();
    };
    try {
      prepare(session, request);
      const result = await execute(session, request, finish);
      isStreaming = !Buffer.isBuffer(result.body);
      return result;
    } catch (cause) {
      throw asEngineError(cause, onEngineLost);
    } finally {
      if (!isStreaming) finish();
    }
  }

  return once;
}

function insertedTable({ statement }: EngineRequest): string | undefined {
  if (statement.kind === 'insert') return statement.target.table;
  return statement.kind === 'other' ? statement.tableOfInsert : undefined;
}

function prepare(session: Session, request: EngineRequest): void {
  const settings = [...request.settings].map(([key, value]) => `${key} = ${literal(value)}`);
  for (const [key, value] of request.parameters) settings.push(`param_${key} = ${literal(value)}`);
  if (settings.length > 0) session.query(`set ${settings.join(', ')}`);
  if (request.database !== 'default') session.query(`use \`${request.database.replaceAll('`', '')}\``);
  if (request.isReadOnly) session.query('set readonly = 2');
}

async function execute(session: Session, { statement }: EngineRequest, finish: () => void): Promise<EngineAnswer> {
  if (statement.kind === 'insert') return insert(session, statement.target, statement.data);
  if (statement.kind === 'read' && streamed.has(statement.format)) return read(session, statement.sql, statement.format, finish);
  const result = await session.queryAsync(statement.sql, { format: statement.format });
  return {
    format: statement.format,
    body: Buffer.from(result.bytes()),
    summary: { readRows: result.rowsRead, readBytes: result.bytesRead, writtenRows: 0, writtenBytes: 0, elapsedS: result.elapsed },
  };
}

async function insert(session: Session, target: InsertTarget, values: Buffer): Promise<EngineAnswer> {
  const written = await session.insert({ table: target.table, values, format: target.format, ...(target.columns && { columns: target.columns }) });
  const summary = { readRows: written.rowsWritten, readBytes: values.length, writtenRows: written.rowsWritten, writtenBytes: written.bytesWritten, elapsedS: written.elapsed };
  return { format: 'TabSeparated', body: Buffer.alloc(0), summary };
}

/** The first chunk is awaited, so that an error in the statement is still an error status. */
async function read(session: Session, sql: string, format: string, finish: () => void): Promise<EngineAnswer> {
  const chunks = session.queryStream(sql, { format })[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<{ raw(): Uint8Array }>> | undefined = Promise.resolve(await chunks.next());
  // Not a generator: one that was never begun would skip its `finally` when the client is gone, and keep the turn.
  const iterator: AsyncIterator<Uint8Array> = {
    async next() {
      const chunk = await (next ?? chunks.next());
      next = undefined;
      if (!chunk.done) return { done: false, value: chunk.value.raw() };
      finish();
      return { done: true, value: undefined };
    },
    async return() {
      await chunks.return?.();
      finish();
      return { done: true, value: undefined };
    },
  };
  return { format, body: { [Symbol.asyncIterator]: () => iterator }, summary: nothing };
}

const nothing = { readRows: 0, readBytes: 0, writtenRows: 0, writtenBytes: 0, elapsedS: 0 };
const nothingWritten = (): EngineAnswer => ({ format: 'TabSeparated', body: Buffer.alloc(0), summary: nothing });

function asEngineError(cause: unknown, onEngineLost: () => void): Error {
  if (cause instanceof EngineError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  const match = /Code: (\d+)\. (?:DB::)?Exception: ([\s\S]*?)(?: \(([A-Z][A-Z0-9_]+)\))?(?: \(version [^)]*\))?\s*$/.exec(text);
  if (match === null) return new Error(`The historian's engine failed: ${text}`, { cause });
  const code = Number(match[1]);
  // The engine has shut itself down after a fatal error; only a new process brings it back
  if (code === aborted) onEngineLost();
  const error = new EngineError(code, match[3] ?? 'UNKNOWN', match[2] ?? text);
  error.cause = cause;
  return error;
}

/** At most `limit` at once, in order of arrival. */
function createTurns(limit: number): () => Promise<() => void> {
  let free = limit;
  const waiting: (() => void)[] = [];
  const end = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  const once = (): (() => void) => {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      end();
    };
  };
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return once();
  };
}
