import { Chip, type Tone } from '@millrace/ui';

const tones: Readonly<Record<string, Tone>> = { critical: 'bad', major: 'bad', minor: 'plain' };

/** How severe it is, with its sign; nothing while nobody has said. */
export function SeverityChip({ severity }: { readonly severity: string | null | undefined }) {
  if (!severity) return <Chip tone="warn">not classified</Chip>;
  return (
    <Chip tone={tones[severity] ?? 'plain'} {...(severity === 'minor' ? {} : { sign: severity === 'critical' ? '▲▲' : '▲' })}>
      {severity}
    </Chip>
  );
}

/** States in words of the floor. */
export const stateWords: Readonly<Record<string, string>> = { opened: 'to classify', assessed: 'to approve', approved: 'to close', closed: 'closed' };
