import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EdgeConnection } from './sparkplug/edge-connection.ts';
import type { Fault } from './sparkplug/edge-node.ts';

const faults: readonly Fault[] = ['metric-before-birth', 'sequence-gap', 'clock-a-day-off', 'clock-right', 'bdseq-repeated', 'data-before-birth', 'unknown-alias'];

/**
 * A small door for tests and demonstrations, on this machine only: GET /status; POST /fault {edge, fault}; POST /cut {edge}.
 * Calls of web pages are refused.
 */
export async function openControl(port: number, edges: ReadonlyMap<string, EdgeConnection>, status: () => object) {
  const server = createServer((request, response) => {
    answer(request).then(
      ([code, body]) => response.writeHead(code, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`),
      (cause: unknown) =>
        response.writeHead(400, { 'content-type': 'application/json' }).end(`${JSON.stringify({ error: cause instanceof Error ? cause.message : String(cause) })}\n`),
    );
  });
  async function answer(request: IncomingMessage): Promise<[number, object]> {
    if (request.headers.origin !== undefined) return [403, { error: 'Not for web pages.' }];
    const what = `${request.method} ${request.url}`;
    if (what === 'GET /status') return [200, { ...status(), edges: Object.fromEntries([...edges].map(([name, { isBorn }]) => [name, { isBorn }])) }];
    if (what !== 'POST /fault' && what !== 'POST /cut') return [404, { error: 'There is GET /status, POST /fault {edge, fault} and POST /cut {edge}.' }];
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const asked = JSON.parse(text) as { edge?: string; fault?: Fault };
    const edge = edges.get(asked.edge ?? '');
    if (edge === undefined) return [404, { error: `There is no edge node ${asked.edge}; there are ${[...edges.keys()].join(', ')}.` }];
    if (what === 'POST /cut') edge.cut();
    else if (asked.fault !== undefined && faults.includes(asked.fault)) edge.commit(asked.fault);
    else return [400, { error: `fault is ${JSON.stringify(asked.fault)}; it must be one of ${faults.join(', ')}.` }];
    return [200, { done: true }];
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
