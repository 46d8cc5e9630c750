import type { Waiting } from '@millrace/model';
import type { Call } from './call.ts';

interface Listed {
  readonly rows: readonly { readonly id: string; readonly number: string; readonly state: Waiting['state']; readonly effectiveAt: string | null }[];
  readonly next: string | null;
}

/** The revisions of the plant that are proposed, or approved for a day that has not come, with what each would do. */
export async function waitingOf(call: Call): Promise<readonly Waiting[]> {
  const found: Waiting[] = [];
  let after: string | null = null;
  do {
    const page: Listed = (await call.query('/api/model/revision/list', { state: 'proposed,approved', limit: '500', ...(after !== null && { after }) })) as Listed;
    for (const { id, number, state, effectiveAt } of page.rows) {
      const { changes } = (await call.query('/api/model/revision/show', { revision: id })) as { changes: readonly Record<string, unknown>[] };
      // an empty side is told as null
      const steps = changes.map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null))) as unknown as Waiting['steps'];
      found.push({ revision: id, number, state, ...(effectiveAt !== null && { effectiveAt: Temporal.Instant.from(effectiveAt).toString() }), steps });
    }
    after = page.next;
  } while (after !== null);
  return found;
}
