import { newId } from '@millrace/kernel';
import { Button, Problem, useClient, useForget, useMay, useText, useToast } from '@millrace/ui';
import { useRef, useState } from 'react';

/** Hands a message in as the file it is, of any length and byte for byte; who sent it is what it says itself. */
export function HandInFile() {
  const t = useText();
  const client = useClient();
  const forget = useForget();
  const toast = useToast();
  const may = useMay();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<string>();
  const [error, setError] = useState<unknown>();
  if (!may('integration.message.send')) return null;

  async function send(files: FileList | null): Promise<void> {
    setError(undefined);
    try {
      for (const file of files ?? []) {
        setSending(file.name);
        await client.send('integration.message.send', file, { message: newId(), name: file.name });
        toast({ tone: 'good', text: t('{{name}} is kept. The list says what becomes of it.', { name: file.name }) });
      }
    } catch (cause) {
      setError(cause);
    } finally {
      setSending(undefined);
      void forget(['integration.message']);
      if (input.current) input.current.value = '';
    }
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".xml,text/xml,application/xml"
        multiple
        hidden
        aria-label={t('Files to hand in')}
        onChange={(event) => void send(event.currentTarget.files)}
      />
      <Button icon="plus" busy={sending !== undefined} onClick={() => input.current?.click()}>
        {sending === undefined ? t('Hand in a file') : t('Sending {{name}}', { name: sending })}
      </Button>
      {error !== undefined && <Problem error={error} />}
    </>
  );
}
