import { latest } from '@millrace/historian';
import type { CounterIs } from '@millrace/indicator';
import type { House } from '../house.ts';

/**
 * Whether the counters of a unit were heard in a window, by their last word in the historian: then none counted is none made. A counter says nothing
 * while it stands, so an older word holds where what tells the unit's state came over the same connection; one that is bad or stale is no word.
 * Undefined where no historian keeps what counters say.
 */
export async function counterHeard(
  { historian, site, policy }: Pick<House, 'historian' | 'site' | 'policy'>,
  unit: string,
  start: Temporal.Instant,
  end: Temporal.Instant,
): Promise<CounterIs | undefined> {
  const signals = policy().model.objects.filter((one) => one.kind === 'scada.signal' && one.fields.on === unit);
  const meaning = (means: string) => signals.filter((one) => one.fields.means === means);
  const [totals, goods] = [meaning('total-count'), meaning('good-count')];
  // scrap alone does not tell what was made
  const counters = totals.length > 0 ? totals : goods;
  if (counters.length === 0) return 'none';
  if (!historian) return undefined;
  const heardOver = new Set(meaning('state').map((one) => one.fields.connection));
  const last = await latest(historian, site, { signals: counters.map((one) => one.id), by: end });
  const isHeard = counters.every(({ id, fields }) => {
    const said = last.get(id);
    if (!said || said.value === null || said.quality >= badFrom || said.marks?.includes('stale')) return false;
    return Temporal.Instant.compare(said.sourceTime, start) >= 0 || heardOver.has(fields.connection);
  });
  return isHeard ? 'heard' : 'unheard';
}

// OPC 10000-4 §7.39.1
const badFrom = 0x8000_0000;
