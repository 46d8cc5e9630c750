/** Events of the simulated plant's past (`apps/simulator/src/plant/event.ts`), one JSON object a line. */
export type PastEvent =
  | { kind: 'sample'; atMs: number; address: string; value: number | string | boolean }
  | { kind: 'schedule'; atMs: number; id: string; version: number; xml: string }
  | ({ kind: 'act'; atMs: number; by: string; place: string; request: string; segment: string; work: string } & PastAct);
type PastAct =
  | { act: 'start' }
  | { act: 'record'; step: string; data: Record<string, number | string | boolean> }
  | { act: 'complete-step'; step: string; second?: string }
  | { act: 'end-checks'; step: string }
  | { act: 'report'; good: number; unit: string; scrap: readonly { reason: string; quantity: number }[] }
  | { act: 'complete' }
  | { act: 'explain'; unit: string; reason: string; fromMs: number; toMs: number };
