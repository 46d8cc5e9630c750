// what a server listens on when it listens on every address of its machine: nobody can call that
const everywhere = new Set(['0.0.0.0', '::', '[::]']);

/** The server that somebody at this machine means: the one they name, else the one that starts here by the same settings. */
export function serverUrl(env: NodeJS.ProcessEnv): string {
  const named = env.MILLRACE_URL?.trim();
  if (named) return named;
  const host = env.MILLRACE_HOST?.trim() || '127.0.0.1';
  const port = env.MILLRACE_PORT?.trim() || '4000';
  const address = everywhere.has(host) ? '127.0.0.1' : host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return `http://${address}:${port}`;
}
