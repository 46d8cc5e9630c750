/** What one HTTP call asks of the historian's engine: ClickHouse's HTTP interface, read without its sessions and roles. */
export interface EngineRequest {
  readonly statement: Statement;
  readonly database: string;
  readonly settings: ReadonlyMap<string, string>;
  /** Values of `{name:Type}` placeholders, in ClickHouse's escaped form. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly queryId: string | undefined;
  readonly deduplicationToken: string | undefined;
  readonly isReadOnly: boolean;
  readonly wantsCompression: boolean;
}

export type Statement =
  | { readonly kind: 'insert'; readonly target: InsertTarget; readonly data: Buffer }
  | { readonly kind: 'read'; readonly sql: string; readonly format: string }
  | { readonly kind: 'other'; readonly sql: string; readonly format: string; readonly tableOfInsert: string | undefined };

export interface InsertTarget {
  readonly table: string;
  readonly columns: readonly string[] | undefined;
  readonly format: InsertFormat;
}

const insertFormats = ['JSONEachRow', 'JSONCompactEachRow', 'CSV', 'CSVWithNames', 'TabSeparated', 'TabSeparatedWithNames', 'TSV', 'TSVWithNames'] as const;
/** Formats whose bytes go to the engine unread. Others travel as text inside the statement. */
export type InsertFormat = (typeof insertFormats)[number];

/** An error in ClickHouse's own numbering, so that its clients tell it apart as they do with a server. */
export class EngineError extends Error {
  readonly code: number;
  constructor(code: number, name: string, message: string) {
    super(`Code: ${code}. DB::Exception: ${message} (${name})`);
    this.name = 'EngineError';
    this.code = code;
  }
}

// Addressed to an HTTP server, not to the engine: answered here or without meaning in one process.
// async_insert is among them on purpose: an answer would come before the rows are on disk.
const settingsOfTransport = new Set([
  'query',
  'database',
  'query_id',
  'default_format',
  'user',
  'password',
  'quota_key',
  'compress',
  'decompress',
  'enable_http_compression',
  'http_zlib_compression_level',
  'wait_end_of_query',
  'buffer_size',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'cancel_http_readonly_queries_on_client_close',
  'insert_deduplication_token',
  'insert_deduplicate',
  'async_insert',
  'wait_for_async_insert',
  'http_write_exception_in_output_format',
]);

const name = '(?:`[A-Za-z0-9_]+`|[A-Za-z_][A-Za-z0-9_]*)';
const dotted = `${name}(?:\\.${name})?`;
const insertWithData = new RegExp(`^\\s*insert\\s+into\\s+(?:table\\s+)?(${dotted})\\s*(?:\\(\\s*(${name}(?:\\s*,\\s*${name})*)\\s*\\))?\\s+format\\s+([A-Za-z0-9]+)\\s*$`, 'i');
const insertTable = new RegExp(`^\\s*insert\\s+into\\s+(?:table\\s+)?(${dotted})`, 'i');
const stringLiterals = /'(?:[^'\\]|\\.|'')*'/g;
const comments = /^(?:\s*(?:--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/))*/;

/** Reads method, address and body of one call. `parameterForm` holds the fields of a multipart body, where one came. */
export function readRequest(
  call: { readonly method: string; readonly url: string; readonly formatHeader: string | undefined; readonly databaseHeader: string | undefined },
  body: Buffer,
  parameterForm?: ReadonlyMap<string, string>,
): EngineRequest {
  const query = new URL(call.url, 'http://historian').searchParams;
  for (const unsupported of ['session_id', 'role', 'profile'])
    if (query.has(unsupported))
      throw new EngineError(48, 'NOT_IMPLEMENTED', `The embedded historian keeps no ${unsupported}. Leave it out, or use a ClickHouse server by HISTORIAN_URL.`);

  const settings = new Map<string, string>();
  const parameters = new Map<string, string>();
  for (const [key, value] of [...query, ...(parameterForm ?? [])]) {
    if (key.startsWith('param_')) parameters.set(key.slice('param_'.length), value);
    else if (!settingsOfTransport.has(key)) settings.set(key, value);
  }
  const format = query.get('default_format') ?? call.formatHeader ?? 'TabSeparated';
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(format)) throw new EngineError(73, 'UNKNOWN_FORMAT', `Unknown format ${format}.`);
  for (const key of [...settings.keys(), ...parameters.keys()])
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) throw new EngineError(36, 'BAD_ARGUMENTS', `"${key}" is not the name of a setting or parameter.`);

  return {
    statement: readStatement(query.get('query') ?? parameterForm?.get('query') ?? '', body, format),
    database: query.get('database') ?? call.databaseHeader ?? 'default',
    settings,
    parameters,
    queryId: /^[\x21-\x7e]+$/.exec(query.get('query_id') ?? '')?.[0],
    deduplicationToken: query.get('insert_deduplication_token') || undefined,
    isReadOnly: call.method === 'GET',
    wantsCompression: query.get('enable_http_compression') === '1',
  };
}

function readStatement(queryPart: string, body: Buffer, defaultFormat: string): Statement {
  const insert = insertWithData.exec(queryPart);
  const format = insertFormats.find((known) => known.toLowerCase() === insert?.[3]?.toLowerCase());
  if (insert?.[1] !== undefined && format !== undefined) {
    const columns = insert[2]?.split(',').map((column) => unquoted(column.trim()));
    return { kind: 'insert', target: { table: unquoted(insert[1]), columns, format }, data: body };
  }

  const sql = join(queryPart, body);
  const bare = sql.replace(comments, '');
  if (bare.trim() === '') throw new EngineError(62, 'SYNTAX_ERROR', 'Empty query.');
  const chosen = [...bare.replaceAll(stringLiterals, "''").matchAll(/\bformat\s+([A-Za-z][A-Za-z0-9]*)/gi)].at(-1)?.[1] ?? defaultFormat;
  if (/^\s*\(*\s*(?:select|with)\b/i.test(bare)) return { kind: 'read', sql, format: chosen };
  const table = insertTable.exec(bare)?.[1];
  return { kind: 'other', sql, format: chosen, tableOfInsert: table === undefined ? undefined : unquoted(table) };
}

function join(queryPart: string, body: Buffer): string {
  const text = body.toString('utf8');
  if (body.length > 0 && text.includes('\uFFFD') && !Buffer.from(text, 'utf8').equals(body))
    throw new EngineError(48, 'NOT_IMPLEMENTED', `The embedded historian takes binary rows only as ${insertFormats.join(', ')}.`);
  if (queryPart === '') return text;
  return text === '' ? queryPart : `${queryPart}\n${text}`;
}

const unquoted = (identifier: string): string => identifier.replaceAll('`', '');

/** A string as a ClickHouse literal. */
export const literal = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
