import { checkSamples, finite, notNegative, onlyNamed } from './check.ts';
import { Columns } from './columns.ts';
import { codeOf, isBad } from './status.ts';
import type { Samples } from './series.ts';

/** A deadband in the signal's unit, or in percent of its range (OPC 10000-4 §7.22.2, OPC 10000-8 §7.2). */
export type Deadband = { readonly absolute: number } | { readonly percent: number; readonly euRange: { readonly low: number; readonly high: number } };

/** The samples a subscription with a deadband reports: more than the band away from the last *reported* one, or of another status. */
export function deadband(samples: Samples, band: Deadband): Samples {
  const width = widthOf(band);
  checkSamples(samples);
  const kept = new Columns();
  let reported = Number.NaN;
  let reportedCode = -1;
  samples.timesMs.forEach((timeMs, i) => {
    const value = samples.values[i]!;
    const status = samples.statuses?.[i] ?? 0;
    if (codeOf(status) === reportedCode && (isBad(status) || Math.abs(value - reported) <= width)) return;
    kept.add(timeMs, value, status);
    reported = value;
    reportedCode = codeOf(status);
  });
  return kept.done();
}

/** Half the width of the band, in the signal's unit. */
function widthOf(band: Deadband): number {
  if ('absolute' in band) {
    onlyNamed('band', band, ['absolute']);
    return notNegative('absolute', band.absolute);
  }
  onlyNamed('band', band, ['percent', 'euRange']);
  const { percent, euRange } = band;
  onlyNamed('euRange', euRange, ['low', 'high']);
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`percent is ${percent}; it must be from 0 to 100 (Bad_DeadbandFilterInvalid).`);
  const width = finite('euRange.high', euRange.high) - finite('euRange.low', euRange.low);
  if (!(width > 0) || width === Number.POSITIVE_INFINITY) throw new RangeError(`euRange is ${euRange.low} to ${euRange.high}; its high end must lie above its low end.`);
  return (percent / 100) * width;
}
