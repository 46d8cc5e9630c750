import { newId } from '@millrace/kernel';
import type { Execution } from '@millrace/mes';
import { useNames, useRun, useText, unitInWords } from '@millrace/ui';

/** The blocked value in words: `18.93 g, 0.13 above limit (limits 18.20 to 18.80)`. */
export function blockInWords(execution: Execution): string | undefined {
  if (execution.state !== 'blocked') return undefined;
  const { block } = execution;
  const asked = execution.steps.find((one) => one.id === block.step)?.data.find((one) => one.id === block.data);
  return `${block.value} ${unitInWords(asked?.unit)}`.trim() + `, ${block.says}${asked?.limits === undefined ? '' : ` (limits ${asked.limits})`}`;
}

/** Opens a deviation from a terminal: of the blocked step when one is blocked, and it holds the lot being made. */
export function useOpenDeviation(place: string, order: { readonly id: string; readonly lotNumber: string | null } | undefined, execution: Execution | undefined) {
  const t = useText();
  const run = useRun();
  const names = useNames();
  const block = execution?.state === 'blocked' ? execution.block : undefined;
  const step = execution?.steps.find((one) => one.id === block?.step);
  const asked = step?.data.find((one) => one.id === block?.data);
  const reading = execution && blockInWords(execution);
  const lot = order?.lotNumber ?? undefined;
  const which = block?.check === undefined ? '' : `, check ${block.check}`;
  const start = block
    ? {
        title: `${asked?.ask ?? block.data} ${block.says} at ${names.place(place)}`,
        description: `${step?.title ?? block.step}${which}: ${asked?.ask ?? block.data} was ${reading ?? block.value}, also after the re-check.`,
      }
    : {};
  return () =>
    run({
      label: 'Open deviation',
      address: 'qms.deviation.open',
      kind: 'primary',
      input: {
        deviation: newId(),
        place,
        lots: execution?.lot === undefined ? [] : [execution.lot],
        ...(order && { source: { jobOrder: order.id, ...(block && { step: block.step }), ...(reading !== undefined && { reading }) } }),
      },
      schema: {
        type: 'object',
        required: ['title', 'description'],
        properties: {
          title: { type: 'string', title: 'What departed', minLength: 5, maxLength: 160 },
          description: { type: 'string', title: 'What you saw', minLength: 1, maxLength: 4000 },
        },
      },
      fields: { start, of: { title: { full: true } } },
      consequence: lot === undefined ? undefined : t('Lot {{lot}} is held from this moment, until quality has settled it.', { lot }),
    });
}
