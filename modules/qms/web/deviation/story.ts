import { execution, executionOf, type Execution } from '@millrace/mes';
import { executionWords } from '@millrace/mes/web';
import { happeningsOf, useAsk, useNames, useRecord, useZone, type Happening, type RecordShown } from '@millrace/ui';

const ofBlock = ['mes.execution.blocked', 'mes.execution.call-accepted', 'mes.execution.call-answered', 'mes.execution.unblocked'];

/** The work a deviation was found in: its state for the readings, and of what happened there all that belongs to the story. */
export function useWorkOf(source: { readonly jobOrder?: string | undefined; readonly step?: string | undefined } | undefined): {
  work: Execution | undefined;
  happened: readonly Happening[];
} {
  const names = useNames();
  const zone = useZone();
  const { page, state } = useRecord(execution, source?.jobOrder === undefined ? undefined : executionOf(source.jobOrder));
  if (!page || !state || source?.step === undefined) return { work: state, happened: [] };
  const happened = page.happened.filter((event) => {
    const reading = event.data['reading'] as { step: string; verdict: string } | undefined;
    if (event.type === 'mes.execution.read') return reading?.step === source.step && reading?.verdict === 'outside';
    return ofBlock.includes(event.type);
  });
  return { work: state, happened: told({ ...page, happened }, names, executionWords(state, names, zone)) };
}

/** What became of a lot by a deviation: held by its rule, and let go. */
export function useLotStory(lot: string | undefined, deviation: string): readonly Happening[] {
  const names = useNames();
  const page = useAsk<RecordShown>('record.page.show', { noun: 'material.lot', id: lot }, { nouns: ['material.lot'], when: lot !== undefined }).data;
  if (!page) return [];
  const number = String(page.state['lotNumber'] ?? '');
  const happened = page.happened.filter((event) => ((event.data['hold'] as { cause?: string } | undefined)?.cause ?? event.data['cause']) === deviation);
  return told({ ...page, happened }, names, (event) => ({
    did: event.type === 'material.lot.held' ? `held lot ${number}` : `let lot ${number} go`,
    note: event.type === 'material.lot.held' ? 'by the rule that an open deviation holds its lots' : 'by the rule that a closed deviation holds nothing',
  }));
}

// only its own events: comments and signatures of another record are told on its own page
const told = (page: RecordShown, names: Parameters<typeof happeningsOf>[1], words: Parameters<typeof happeningsOf>[2]): readonly Happening[] =>
  happeningsOf({ ...page, comments: [], steps: [], signatures: [] }, names, words).map((one) => ({ ...one, id: `${page.noun} ${one.id}` }));
