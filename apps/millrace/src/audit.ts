import type { Call } from './call.ts';

interface Verification {
  readonly site: string;
  readonly seals: number;
  readonly acts: number;
  readonly anchored: number;
  readonly rows: number;
  readonly unsealed: number;
  readonly findings: readonly Finding[];
}
interface Finding {
  readonly what: string;
  readonly where: string;
  readonly sentence: string;
}

// 20 seals of at most 1,000 acts: a request of seconds, however long the trail is
const page = 20;

/** Proves the trail, page by page, and says what is not as it was recorded. Exit 0 intact, 1 altered. */
export async function runAudit(call: Call, isJson: boolean): Promise<number> {
  const found = await proveAll(call, isJson ? () => undefined : showProgress);
  if (isJson) console.log(JSON.stringify(found));
  else {
    console.log(
      `Site ${found.site}: ${found.acts} acts under ${found.seals} seals, ${found.anchored} anchored outside the database; ${found.rows} live rows compared with their trail.`,
    );
    if (found.unsealed > 0) console.log(`${found.unsealed} acts are recorded and not sealed yet (sealing runs every ten seconds).`);
    for (const finding of found.findings) console.log(`\n  ${finding.what}: ${finding.where}\n  ${finding.sentence}`);
    console.log(found.findings.length === 0 ? 'Nothing was altered.' : `\n${found.findings.length} findings.`);
  }
  return found.findings.length === 0 ? 0 : 1;
}

async function proveAll(call: Call, progress: (seals: number, of: number, acts: number) => void): Promise<Verification> {
  let [seals, acts] = [0, 0];
  const findings: Finding[] = [];
  for (let after = 0; ;) {
    const one = (await call.query('/api/record/trail/verify', { after, most: page })) as Verification & { readonly next?: number; readonly of: number };
    seals += one.seals;
    acts += one.acts;
    findings.push(...one.findings);
    progress(seals, one.of, acts);
    if (one.next === undefined) return { ...one, seals, acts, findings };
    after = one.next;
  }
}

/** One line that is written over, for a person who waits; a log is spared it. */
function showProgress(seals: number, of: number, acts: number): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r${seals} of ${of} seals, ${acts} acts ...${seals >= of ? '\r\u001b[K' : ''}`);
}
