import { newId } from '@millrace/kernel';
import { Button, ChoiceField, Dialog, LongTextField, Problem, useClient, useForget, useMay, useText } from '@millrace/ui';
import { useRef, useState } from 'react';
import { becameOf, type Became } from './became.ts';
import { BecameLine } from './became-line.tsx';

interface System {
  readonly id: string;
  readonly name: string;
}

/** Hands messages in, as the files they are or as text, for a system or as they say themselves; and says what became of each. */
export function HandIn({ systems }: { readonly systems: readonly System[] }) {
  const t = useText();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may('integration.message.send')) return null;
  return (
    <>
      <Button icon="plus" onClick={() => setOpen(true)}>
        {t('Hand in a message')}
      </Button>
      {isOpen && <HandInDialog systems={systems} onClose={() => setOpen(false)} />}
    </>
  );
}

// what is not said by the file itself, a person says
const itself = 'unknown';

function HandInDialog({ systems, onClose }: { readonly systems: readonly System[]; readonly onClose: () => void }) {
  const t = useText();
  const client = useClient();
  const forget = useForget();
  const input = useRef<HTMLInputElement>(null);
  const [system, setSystem] = useState(itself);
  const [text, setText] = useState('');
  const [sending, setSending] = useState<string>();
  const [became, setBecame] = useState<readonly Became[]>([]);
  const [error, setError] = useState<unknown>();

  async function hand(name: string, give: (message: string) => Promise<unknown>): Promise<void> {
    const message = newId();
    setSending(name);
    await give(message);
    const one = await becameOf(client, message);
    setBecame((before) => [...before.filter(({ id }) => id !== one.id), one]);
    void forget(['integration.message', 'planning.production-request']);
  }
  async function guarded(does: () => Promise<void>): Promise<void> {
    setError(undefined);
    try {
      await does();
    } catch (cause) {
      setError(cause);
    } finally {
      setSending(undefined);
      if (input.current) input.current.value = '';
    }
  }
  const files = (chosen: FileList | null) =>
    guarded(async () => {
      for (const file of chosen ?? [])
        await hand(file.name, (message) => client.send('integration.message.send', file, { message, name: file.name, ...(system !== itself && { system }) }));
    });
  const written = () =>
    guarded(async () => {
      await hand(t('by hand'), (message) => client.act('integration.message.send', { message, text, system }));
      setText('');
    });

  return (
    <Dialog title={t('Hand in a message')} onClose={onClose} size="lg">
      <div className="stack">
        <ChoiceField
          label={t('From')}
          hint={t('Where a file does not name its sender, say whose it is.')}
          value={system}
          onChange={(next) => setSystem(next ?? itself)}
          choices={[{ value: itself, label: t('as it says itself') }, ...systems.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <input
          ref={input}
          type="file"
          accept=".xml,text/xml,application/xml"
          multiple
          hidden
          aria-label={t('Files to hand in')}
          onChange={(event) => void files(event.currentTarget.files)}
        />
        <Button kind="primary" icon="plus" wide busy={sending !== undefined} onClick={() => input.current?.click()}>
          {sending === undefined ? t('Choose files …') : t('Sending {{name}}', { name: sending })}
        </Button>
        <LongTextField label={t('Or its text')} value={text} onChange={setText} rows={4} />
        {error !== undefined && <Problem error={error} />}
        {became.length > 0 && (
          <ul className="became" aria-live="polite">
            {became.map((one) => (
              <BecameLine key={one.id} one={one} />
            ))}
          </ul>
        )}
        <div className="dialog-foot">
          <Button onClick={onClose}>{t('Close')}</Button>
          <Button busy={sending !== undefined} why={text.trim() === '' ? t('Write the text first, or choose files.') : undefined} onClick={() => void written()}>
            {t('Hand in the text')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
