import { useRef, useState } from 'react';
import { ActionButton } from '../act/action-panel.tsx';
import { useToast } from '../act/toasts.tsx';
import { routeOf } from '../client/address.ts';
import { useForget } from '../client/ask.tsx';
import { useClient } from '../client/context.tsx';
import { useMay, useZone } from '../client/session.tsx';
import { Button } from '../core/button.tsx';
import { Card } from '../core/card.tsx';
import { Problem } from '../core/notice.tsx';
import { dayClock } from '../text/format.ts';
import { useText } from '../text/text.ts';
import type { FileOnRecord, RecordShown } from './record.tsx';
import { useNames } from './use-model.ts';

/** Files of a record: to open, to add, to mark as removed. A removed one stays in sight, struck out, with who and why. */
export function Files({ page }: { readonly page: RecordShown }) {
  const t = useText();
  const may = useMay();
  const kept = page.files.filter((one) => !one.removed);
  return (
    <Card title={t('Files')} aside={kept.length}>
      {page.files.length === 0 && <p className="muted small">{t('Nothing yet: a photograph, a certificate, a protocol.')}</p>}
      {page.files.map((file) => (
        <FileLine key={file.id} file={file} isPast={page.isPast} />
      ))}
      {!page.isPast && may('record.file.add') && <AddFile page={page} />}
    </Card>
  );
}

const sizeOf = (bytes: number) => (bytes < 1000 ? `${bytes} B` : bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

function FileLine({ file, isPast }: { readonly file: FileOnRecord; readonly isPast: boolean }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const may = useMay();
  return (
    <div className="file" data-removed={file.removed ? true : undefined}>
      {file.mediaType.startsWith('image/') && !file.removed && <img src={hrefOf(file)} alt="" loading="lazy" />}
      <div>
        <a href={hrefOf(file)} download={file.name} title={`SHA-256 ${file.sha256}`}>
          {file.name}
        </a>{' '}
        <span className="muted small num">{sizeOf(file.bytes)}</span>
        <div className="muted small">
          {names.person(file.by)}, <span className="num">{dayClock(file.at, zone)}</span>
        </div>
        {file.removed && (
          <div className="small warn-ink">
            ✕ {t('Removed by {{who}}, {{when}}: {{why}}', { who: names.person(file.removed.by), when: dayClock(file.removed.at, zone), why: file.removed.why })}
          </div>
        )}
        {!file.removed && !isPast && may('record.file.remove') && (
          <ActionButton
            action={{
              label: 'Remove',
              address: 'record.file.remove',
              input: { file: file.id },
              seen: file.revision,
              reason: 'needed',
              consequence: t('“{{name}}” is marked as removed, with your reason. It is not erased.', { name: file.name }),
              done: t('Marked as removed.'),
            }}
          />
        )}
      </div>
    </div>
  );
}

const hrefOf = (file: FileOnRecord) => `${routeOf('record.file.read')}?file=${file.id}`;

function AddFile({ page }: { readonly page: RecordShown }) {
  const t = useText();
  const client = useClient();
  const forget = useForget();
  const toast = useToast();
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<string>();
  const [error, setError] = useState<unknown>();

  async function add(files: FileList | null) {
    setError(undefined);
    try {
      for (const file of files ?? []) {
        setSending(file.name);
        await client.send('record.file.add', file, { noun: page.noun, subject: page.id, name: file.name });
        toast({ tone: 'good', text: t('{{name}} is kept with the record.', { name: file.name }) });
      }
    } catch (cause) {
      setError(cause);
    } finally {
      setSending(undefined);
      void forget(['record.file']);
      if (input.current) input.current.value = '';
    }
  }

  return (
    <div className="file-add">
      <input ref={input} type="file" multiple hidden aria-label={t('Files to add')} onChange={(event) => void add(event.currentTarget.files)} />
      <Button icon="plus" busy={sending !== undefined} onClick={() => input.current?.click()}>
        {sending === undefined ? t('Add a file') : t('Sending {{name}}', { name: sending })}
      </Button>
      {error !== undefined && <Problem error={error} />}
    </div>
  );
}
