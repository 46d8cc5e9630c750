import { proveAll, type Progress, type ProofPage } from '@millrace/record/proof';
import type { Call } from './call.ts';

/** Proves the trail, page by page, and says what is not as it was recorded. Exit 0 intact, 1 altered. */
export async function runAudit(call: Call, isJson: boolean): Promise<number> {
  const ask = async (after: number, most: number) => (await call.query('/api/record/trail/verify', { after, most })) as ProofPage;
  const found = await proveAll(ask, isJson ? () => undefined : showProgress);
  if (isJson) console.log(JSON.stringify(found));
  else {
    console.log(
      `Site ${found.site}: ${found.acts} acts under ${found.seals} seals, ${found.anchored} anchored outside the database; ${found.rows} live rows compared with their trail.`,
    );
    if (found.unsealed > 0) console.log(`${found.unsealed === 1 ? '1 act is' : `${found.unsealed} acts are`} recorded and not sealed yet (sealing runs every ten seconds).`);
    for (const finding of found.findings) console.log(`\n  ${finding.what}: ${finding.where}\n  ${finding.sentence}`);
    console.log(found.findings.length === 0 ? 'Nothing was altered.' : `\n${found.findings.length === 1 ? '1 finding' : `${found.findings.length} findings`}.`);
  }
  return found.findings.length === 0 ? 0 : 1;
}

/** One line that is written over, for a person who waits; a log is spared it. */
function showProgress({ seals, of, acts }: Progress): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r${seals} of ${of} seals, ${acts} acts ...${seals >= of ? '\r\u001b[K' : ''}`);
}
