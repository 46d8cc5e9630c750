/** What must be well before a server is ready; answers undefined or what is wrong. */
export type Check = () => Promise<string | undefined>;

// 5 s: a database that is well answers in milliseconds, and whoever asks us waits some ten seconds
const patienceMs = 5_000;

/** What keeps a server from being ready, by name. What does not answer is as wrong as what fails: a disk that hangs refuses nothing. */
export async function problemsOf(checks: Readonly<Record<string, Check>>, withinMs = patienceMs): Promise<Readonly<Record<string, string>>> {
  const silence = AbortSignal.timeout(withinMs);
  const silent = new Promise<string>((resolve) => silence.addEventListener('abort', () => resolve(`no answer within ${withinMs / 1000} s`)));
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await Promise.race([check().catch((error: unknown) => String(error)), silent])] as const),
  );
  return Object.fromEntries(results.flatMap(([name, problem]) => (problem === undefined ? [] : [[name, problem]])));
}
