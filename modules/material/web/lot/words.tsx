import { Chip, type Tone } from '@millrace/ui';

const said: Readonly<Record<string, readonly [string, Tone]>> = {
  quarantined: ['in quarantine', 'warn'],
  released: ['released', 'good'],
  'on-hold': ['on hold', 'bad'],
  rejected: ['rejected', 'bad'],
};

export const dispositions = Object.entries(said).map(([value, [label]]) => ({ value, label }));

/** What may be done with a lot, in a word. */
export function Disposition({ state, large }: { readonly state: string; readonly large?: boolean }) {
  const [word, tone] = said[state] ?? [state, 'plain' as const];
  return (
    <Chip tone={tone} {...(large ? { large } : {})}>
      {word}
    </Chip>
  );
}
