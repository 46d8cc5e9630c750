import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { AddressInfo } from 'node:net';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

// As the plant's server sends it: what breaks under it must break here first
const policy =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; font-src 'self' data:; frame-ancestors 'none'";

/** Serves the built gallery as a server would: files, and the app for every other path; there is no API behind it. */
export async function serveGallery(port = 0): Promise<{ url: string; server: Server }> {
  const folder = join(import.meta.dirname, 'dist');
  const index = await readFile(join(folder, 'index.html'));
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    if (path.startsWith('/api/')) {
      response.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ status: 404, title: 'No server', detail: 'The gallery has no server.' }));
      return;
    }
    const type = types[extname(path)];
    if (!type) {
      response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policy }).end(index);
      return;
    }
    readFile(join(folder, path)).then(
      (body) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
