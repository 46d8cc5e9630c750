/** PackML states and unit modes by number, as in the OPC UA companion specification PackML 1.01 (ISA-TR88.00.02). */
export const state = {
  clearing: 1,
  stopped: 2,
  starting: 3,
  idle: 4,
  suspended: 5,
  execute: 6,
  stopping: 7,
  aborting: 8,
  aborted: 9,
  holding: 10,
  held: 11,
  unholding: 12,
  suspending: 13,
  unsuspending: 14,
  resetting: 15,
  completing: 16,
  complete: 17,
} as const;
export type State = keyof typeof state;

export const mode = { produce: 1, maintenance: 2, manual: 3 } as const;
export type Mode = keyof typeof mode;
