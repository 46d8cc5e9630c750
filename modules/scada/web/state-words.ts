import { isRunning, type PackMlState } from '@millrace/scada';
import type { PlantModel, Tone } from '@millrace/ui';
import { kindOf, kindTone, type Standing } from './kind.ts';

/** Whether the model has a signal of this unit: without one nobody waits to hear it, and its silence is nothing abnormal. */
export const isConnected = (model: Pick<PlantModel, 'of'>, place: string): boolean => model.of('scada.signal').some((signal) => signal.fields['on'] === place);

interface UnitNow extends Standing {
  readonly place: string;
  readonly heard: boolean;
}

/** How a unit stands, in the words of the floor. Its colour is that of its stretch on the strip; of one without a machine only its order is known. */
export function unitWords(unit: UnitNow, model: Pick<PlantModel, 'find' | 'of'>): { readonly word: string; readonly tone: Tone; readonly sign?: string } {
  if (!isConnected(model, unit.place)) return unit.jobOrder === null ? { word: 'no machine connected', tone: 'plain' } : { word: 'an order runs', tone: 'plain', sign: '▸' };
  const state = unit.heard ? unit.state : 'unknown';
  return { ...wordOf(state, unit.mode), tone: kindTone[kindOf({ ...unit, state }, model)] };
}

function wordOf(state: string, mode: string): { readonly word: string; readonly sign?: string } {
  if (state === 'unknown') return { word: 'not heard', sign: '?' };
  if (mode === 'setup') return { word: 'set-up', sign: '◇' };
  if (mode === 'maintenance') return { word: 'maintenance', sign: '◇' };
  if (isRunning(state as PackMlState)) return { word: state === 'execute' ? 'running' : state, sign: '▸' };
  if (state === 'aborted' || state === 'aborting') return { word: 'stopped by a fault', sign: '■' };
  if (state === 'held' || state === 'holding') return { word: 'held', sign: '❙❙' };
  if (state === 'suspended' || state === 'suspending') return { word: 'waiting for others', sign: '❙❙' };
  if (state === 'idle' || state === 'complete') return { word: 'idle', sign: '–' };
  return { word: state, sign: '■' };
}
