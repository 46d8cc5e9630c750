import { newId } from '@millrace/kernel';
import { BigButton, Dialog, TextField, useRun, useText, type IconName } from '@millrace/ui';
import { useState } from 'react';
import type { Order } from './orders.ts';

const abouts: readonly { about: string; title: string; note: string; icon: IconName }[] = [
  { about: 'maintenance', title: 'Maintenance', note: 'it does not run as it should', icon: 'maintain' },
  { about: 'quality', title: 'Quality', note: 'is this good?', icon: 'quality' },
  { about: 'material', title: 'Material', note: 'something is missing or wrong', icon: 'swap' },
  { about: 'team-leader', title: 'Team leader', note: 'a person, a decision', icon: 'person' },
  { about: 'safety', title: 'Safety', note: 'someone may be hurt', icon: 'alert' },
];

/** Whom do you need? One press calls; words are not asked for. */
export function HelpDialog({
  place,
  order,
  waiting,
  onClose,
}: {
  readonly place: string;
  readonly order: Order | undefined;
  readonly waiting: readonly string[];
  readonly onClose: () => void;
}) {
  const t = useText();
  const run = useRun();
  const [words, setWords] = useState('');
  function call(about: string, title: string) {
    run({
      label: 'Call for help',
      address: 'mes.andon.call',
      report: true,
      input: { call: newId(), place, about, ...(words.trim() !== '' && { words: words.trim() }), ...(order && { jobOrder: order.id }) },
      done: t('{{who}} is called', { who: t(title) }),
    });
    onClose();
  }
  return (
    <Dialog title={t('Whom do you need?')} onClose={onClose} size="lg">
      <div className="stack">
        <div className="help-keys">
          {abouts.map(({ about, title, note, icon }) => (
            <BigButton
              key={about}
              icon={icon}
              kind={about === 'safety' ? 'call' : 'normal'}
              title={t(title)}
              note={waiting.includes(about) ? t('called already, not answered yet') : t(note)}
              onClick={() => call(about, title)}
            />
          ))}
        </div>
        <TextField label={t('In your words, if you like')} value={words} onChange={setWords} />
      </div>
    </Dialog>
  );
}
