import type { PlantModel, Tone } from '@millrace/ui';

/** Whether the model has a signal of this unit: without one nobody waits to hear it, and its silence is nothing abnormal. */
export const isConnected = (model: PlantModel, place: string): boolean => model.of('scada.signal').some((signal) => signal.fields['on'] === place);

interface UnitNow {
  readonly state: string;
  readonly mode: string;
  readonly heard: boolean;
  readonly jobOrder: string | null;
}

/** How a unit stands, in the words of the floor, with its tone. Of one without a machine only its order is known. */
export function unitWords(unit: UnitNow, connected: boolean): { readonly word: string; readonly tone: Tone; readonly sign?: string } {
  if (!connected) return unit.jobOrder === null ? { word: 'no machine connected', tone: 'plain' } : { word: 'an order runs', tone: 'plain', sign: '▸' };
  if (!unit.heard || unit.state === 'unknown') return { word: 'not heard', tone: 'warn', sign: '?' };
  if (unit.mode === 'setup') return { word: 'set-up', tone: 'brand', sign: '◇' };
  if (unit.mode === 'maintenance') return { word: 'maintenance', tone: 'brand', sign: '◇' };
  const running = ['execute', 'starting', 'completing', 'unsuspending', 'unholding'].includes(unit.state);
  if (running) return { word: unit.state === 'execute' ? 'running' : unit.state, tone: 'plain', sign: '▸' };
  if (unit.state === 'aborted' || unit.state === 'aborting') return { word: 'stopped by a fault', tone: 'bad' };
  if (unit.state === 'held' || unit.state === 'holding') return { word: 'held', tone: 'bad', sign: '❙❙' };
  if (unit.state === 'suspended' || unit.state === 'suspending') return { word: 'waiting for others', tone: 'warn' };
  if (unit.state === 'idle' || unit.state === 'complete') return { word: 'idle', tone: 'plain' };
  return { word: unit.state, tone: 'warn' };
}
