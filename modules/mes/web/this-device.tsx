import { Button, ChoiceField, Problem, TextField, useClient, useMay, useText } from '@millrace/ui';
import { useEffect, useState } from 'react';

interface Enrolled {
  readonly id: string;
  readonly place: string;
  readonly name: string;
}

/** Makes the device in front of a person a station of the plant: badges open it, and the record says truly where a thing was done. */
export function ThisDevice({ stations }: { readonly stations: readonly { readonly id: string; readonly name: string }[] }) {
  const t = useText();
  const may = useMay();
  const client = useClient();
  const [found, setFound] = useState<{ station: Enrolled | null; mayChoose: boolean }>();
  const [place, setPlace] = useState(stations[0]?.id ?? '');
  const [name, setName] = useState('');
  const [why, setWhy] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const ask = () => client.get<{ station: Enrolled | null; mayChoose: boolean }>('/api/station').then(setFound, setError);
  useEffect(() => void ask(), [client]);

  async function change(work: () => Promise<unknown>) {
    setBusy(true);
    setError(undefined);
    try {
      await work();
      await ask();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  }

  if (!found) return null;
  const { station, mayChoose } = found;
  const unit = stations.find((one) => one.id === place);
  return (
    <section className="stack this-device">
      <h2 className="small muted">{t('This device')}</h2>
      {station ? (
        <>
          <p>{t('Enrolled as {{name}}, at {{place}}. Badges open it, and what is done here says so.', { name: station.name, place: station.place })}</p>
          {may('personnel.station.withdraw') && (
            <div className="row">
              <TextField label={t('Why it is withdrawn')} value={why} onChange={setWhy} name="why" />
              <Button busy={isBusy} onClick={() => void change(() => client.act('personnel.station.withdraw', { station: station.id }, { reason: why }))}>
                {t('Withdraw it')}
              </Button>
            </div>
          )}
        </>
      ) : (
        <>
          <p className="muted">
            {mayChoose
              ? t('This device is no station of the plant. In the demo any station may be chosen, and the record says that it was.')
              : t('This device is no station of the plant: badges do not open it.')}
          </p>
          {may('personnel.station.enrol') && (
            <div className="row">
              <ChoiceField
                label={t('Where it stands')}
                value={place}
                onChange={(chosen) => setPlace(chosen ?? '')}
                choices={stations.map((one) => ({ value: one.id, label: `${one.name} (${one.id})` }))}
              />
              <TextField label={t('What is written on it')} value={name} onChange={setName} name="name" />
              <Button busy={isBusy} onClick={() => void change(() => client.post('/api/station', { input: { place, name: name.trim() === '' ? (unit?.name ?? place) : name } }))}>
                {t('Enrol this device')}
              </Button>
            </div>
          )}
        </>
      )}
      {error !== undefined && <Problem error={error} />}
    </section>
  );
}
