import type { Tone } from '@millrace/ui';

/** How a unit stands, in the words of the floor, with its tone. */
export function unitWords(unit: { readonly state: string; readonly mode: string; readonly heard: boolean }): {
  readonly word: string;
  readonly tone: Tone;
  readonly sign?: string;
} {
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
