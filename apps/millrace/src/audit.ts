import type { Call } from './call.ts';

interface Verification {
  readonly site: string;
  readonly seals: number;
  readonly acts: number;
  readonly anchored: number;
  readonly rows: number;
  readonly unsealed: number;
  readonly findings: readonly { readonly what: string; readonly where: string; readonly sentence: string }[];
}

/** Proves the trail and says what is not as it was recorded. Exit 0 intact, 1 altered. */
export async function runAudit(call: Call, isJson: boolean): Promise<number> {
  const found = (await call.query('/api/record/trail/verify')) as Verification;
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
