import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createBrotliDecompress, createGunzip, createGzip, createInflate, createZstdDecompress } from 'node:zlib';
import { pipeline, Readable, type Transform } from 'node:stream';
import { pipeline as whenPiped } from 'node:stream/promises';
import { EngineError, readRequest, type EngineRequest } from './historian-statement.ts';

/** What an engine answers to one statement: bytes now, or bytes as they come. */
export interface EngineAnswer {
  readonly format: string;
  readonly body: Buffer | AsyncIterable<Uint8Array>;
  readonly summary: { readonly readRows: number; readonly readBytes: number; readonly writtenRows: number; readonly writtenBytes: number; readonly elapsedS: number };
}
export type RunStatement = (request: EngineRequest) => Promise<EngineAnswer>;

// 512 MiB: a hundred times the largest batch a spool sends; beyond it a body is a mistake
const bodyLimitBytes = 512 * 1024 * 1024;

/**
 * The HTTP interface of a ClickHouse server over one embedded engine, for clients on this machine only.
 * Calls a browser page could make (Origin header, foreign Host) are refused, since there is no sign-in here.
 */
export function createEngineServer(run: RunStatement, onFault: (cause: unknown) => void): Server {
  const server = createServer((request, response) => {
    answer(request, response, run).catch((cause: unknown) => {
      if (!(cause instanceof EngineError)) onFault(cause);
      sendError(response, cause);
    });
  });
  server.keepAliveTimeout = 30_000;
  server.requestTimeout = 0; // a long back-fill streams its body for as long as it takes
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse, run: RunStatement): Promise<void> {
  if (!isLocal(request)) {
    response.writeHead(403, { 'content-type': 'text/plain; charset=UTF-8' }).end('This historian answers programs on its own machine, not web pages.\n');
    return;
  }
  const path = new URL(request.url ?? '/', 'http://historian').pathname;
  if (path === '/ping' || (path === '/' && request.method === 'GET' && !request.url?.includes('query='))) {
    response.writeHead(200, { 'content-type': 'text/plain; charset=UTF-8' }).end('Ok.\n');
    return;
  }
  if (path !== '/') {
    response.writeHead(404, { 'content-type': 'text/plain; charset=UTF-8' }).end(`There is no resource ${path}.\nUse / or /ping.\n`);
    return;
  }

  const raw = await readBody(request);
  const isForm = request.headers['content-type']?.startsWith('multipart/form-data') === true;
  const form = isForm ? await readForm(raw, request.headers['content-type'] ?? '') : undefined;
  const asked = readRequest(
    { method: request.method ?? 'POST', url: request.url ?? '/', formatHeader: header(request, 'x-clickhouse-format'), databaseHeader: header(request, 'x-clickhouse-database') },
    form === undefined ? raw : Buffer.alloc(0),
    form,
  );
  const result = await run(asked);
  response.setHeader('x-clickhouse-summary', summaryHeader(result.summary));
  response.setHeader('x-clickhouse-format', result.format);
  response.setHeader('x-clickhouse-timezone', 'UTC');
  if (asked.queryId !== undefined) response.setHeader('x-clickhouse-query-id', asked.queryId);
  response.setHeader('content-type', contentType(result.format));
  await sendBody(request, response, asked, result.body);
}

async function sendBody(request: IncomingMessage, response: ServerResponse, asked: EngineRequest, body: EngineAnswer['body']): Promise<void> {
  const compress = asked.wantsCompression && /\bgzip\b/.test(header(request, 'accept-encoding') ?? '');
  if (compress) response.setHeader('content-encoding', 'gzip');
  if (Buffer.isBuffer(body) && !compress) {
    response.writeHead(200, { 'content-length': body.length }).end(body);
    return;
  }
  const source = Buffer.isBuffer(body) ? Readable.from([body]) : Readable.from(body);
  response.writeHead(200);
  // A fault after the first bytes cannot become a status any more: the connection is cut, and no client takes half for whole.
  if (compress) await whenPiped(source, createGzip({ level: 3 }), response);
  else await whenPiped(source, response);
}

function isLocal(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  return request.headers.origin === undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(host);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const encoding = (header(request, 'content-encoding') ?? 'identity').trim().toLowerCase();
  const decoder = decoderOf(encoding);
  const source = decoder === undefined ? request : pipeline(request, decoder, () => undefined);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      size += (chunk as Buffer).length;
      if (size > bodyLimitBytes) throw new EngineError(298, 'QUERY_IS_TOO_LARGE', `A body of more than ${bodyLimitBytes} bytes. Send smaller batches.`);
      chunks.push(chunk as Buffer);
    }
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    const fault = new EngineError(271, 'CANNOT_DECOMPRESS', `The request body (${encoding}) broke off or is damaged.`);
    fault.cause = cause;
    throw fault;
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

function decoderOf(encoding: string): Transform | undefined {
  switch (encoding) {
    case 'identity':
    case '':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    case 'zstd':
      return createZstdDecompress();
    default:
      throw new EngineError(89, 'UNKNOWN_COMPRESSION_METHOD', `Content-Encoding "${encoding}" is not known; use gzip, deflate, br or zstd.`);
  }
}

/** Fields of a multipart body: how clients send parameters too long for an address. */
async function readForm(body: Buffer, contentTypeHeader: string): Promise<Map<string, string>> {
  const fields = new Map<string, string>();
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentTypeHeader } }).formData();
  for (const [key, value] of form) if (typeof value === 'string') fields.set(key, value);
  return fields;
}

function sendError(response: ServerResponse, cause: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const text = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof EngineError ? cause.code : 1002;
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.writeHead(statusOf(code), { 'content-type': 'text/plain; charset=UTF-8', 'x-clickhouse-exception-code': String(code), 'x-clickhouse-timezone': 'UTC' });
  response.end(`${text}\n`);
}

// As ClickHouse maps its own error codes: what is named wrongly, what is written wrongly, what is ours.
function statusOf(code: number): number {
  if ([46, 47, 50, 56, 60, 81, 115].includes(code)) return 404;
  if ([6, 26, 27, 32, 33, 36, 38, 41, 42, 43, 44, 53, 62, 69, 70, 72, 73, 117, 271, 456, 457].includes(code)) return 400;
  if (code === 298) return 413;
  if (code === 48) return 501;
  if (code === 164) return 403;
  if (code === 202) return 503;
  return 500;
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

function contentType(format: string): string {
  if (/^JSON(Strings|Compact|CompactStrings)?(EachRow|Each|Lines).*/.test(format)) return 'application/x-ndjson; charset=UTF-8';
  if (format.startsWith('JSON')) return 'application/json; charset=UTF-8';
  if (format.startsWith('CSV')) return 'text/csv; charset=UTF-8';
  if (/^(TabSeparated|TSV)/.test(format)) return 'text/tab-separated-values; charset=UTF-8';
  if (/^(RowBinary|Native|Parquet|Arrow|ORC|Avro|MsgPack)/.test(format)) return 'application/octet-stream';
  return 'text/plain; charset=UTF-8';
}

const summaryHeader = (summary: EngineAnswer['summary']): string =>
  JSON.stringify({
    read_rows: String(summary.readRows),
    read_bytes: String(summary.readBytes),
    written_rows: String(summary.writtenRows),
    written_bytes: String(summary.writtenBytes),
    total_rows_to_read: '0',
    result_rows: String(summary.writtenRows),
    result_bytes: String(summary.writtenBytes),
    elapsed_ns: String(Math.round(summary.elapsedS * 1e9)),
  });
