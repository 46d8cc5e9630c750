import { Failed, Loading, useAsk, useParams, usePlantModel } from '@millrace/ui';
import { CountedValue } from './counted.tsx';
import { EnergyValue } from './energy.tsx';
import { OeeValue } from './oee.tsx';
import type { Explained } from './parts.tsx';
import './value.css';

/** A number, down to what it rests on. */
export default function ValuePage() {
  const { id = '' } = useParams();
  const model = usePlantModel();
  const { data, error, refetch } = useAsk<Explained>('indicator.value.explain', { value: id }, { nouns: ['indicator.value'] });
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data || !model.isLoaded) return <Loading lines={8} />;
  if (data.value.profile !== null) return <OeeValue data={data} />;
  const definition = model.find('indicator.definition', data.value.indicator);
  const name = String(definition?.fields['name'] ?? data.value.indicator);
  const unit = String(definition?.fields['unit'] ?? '');
  return Array.isArray(data.sums['meters']) ? <EnergyValue data={data} name={name} unit={unit} /> : <CountedValue data={data} name={name} unit={unit} />;
}
