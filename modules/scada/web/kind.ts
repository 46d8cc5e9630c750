import { leafKind, type LeafKind, type PackMlState, type UnitMode } from '@millrace/scada';
import type { PlantModel, Tone } from '@millrace/ui';

/** What a screen knows of a stretch of a unit, or of the one that runs now. */
export interface Standing {
  readonly state: string;
  readonly mode: string;
  readonly jobOrder: string | null;
  readonly reason: string | null;
}

/** What a stretch of a unit's time is, wherever it is shown: by state, mode, order, reason and break. */
export const kindOf = ({ state, mode, jobOrder, reason }: Standing, model: Pick<PlantModel, 'find'>, isBreak = false): LeafKind =>
  leafKind({
    state: state as PackMlState,
    mode: mode as UnitMode,
    hasJob: jobOrder !== null,
    reasonInterval: model.find('equipment.reason', reason)?.fields['interval'] as LeafKind | undefined,
    calendar: isBreak ? 'break' : 'working',
  });

/**
 * The one colour of a kind of time, as the strip draws it (ISA-101: grey is as it should be, colour asks for somebody). A stop within an
 * order is red; what nobody asked for is no alarm; what nobody knows is amber.
 */
export const kindTone: Readonly<Record<LeafKind, Tone>> = {
  production: 'plain',
  setup: 'brand',
  delay: 'bad',
  'no-order': 'plain',
  'planned-down': 'plain',
  off: 'plain',
  unknown: 'warn',
};
