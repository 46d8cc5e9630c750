import { readDuration } from '@millrace/model';
import { thoseWhoAre } from '@millrace/personnel';
import type { Asked, Step } from './steps.ts';

interface MasterStep {
  readonly id: string;
  readonly title: string;
  readonly instruction?: string;
  readonly picture?: string;
  readonly every?: string;
  readonly until?: string;
  readonly signs?: { readonly says: string; readonly role: string; readonly second?: string };
  readonly data?: readonly MasterData[];
}
interface MasterData {
  readonly id: string;
  readonly ask: string;
  readonly answer?: string;
  readonly unit?: string;
  readonly limits?: string;
  readonly target?: string;
  readonly choices?: readonly string[];
  readonly materials?: readonly string[];
  readonly outOfLimits?: { readonly recheck?: number; readonly by?: 'same' | 'other'; readonly leadsTo?: 'call' | 'deviation' | 'note'; readonly calls?: string };
}

interface MasterMaterial {
  readonly material: string;
  readonly use?: string;
}

interface Role {
  readonly role: string;
  readonly includes: readonly string[];
}

/** The steps of a frozen directive (model kind work.master) as an execution works through them; whom they call is frozen with them. */
export function stepsOf(fields: Readonly<Record<string, unknown>>, roles: readonly Role[] = []): Step[] {
  const consumed = ((fields.materials ?? []) as readonly MasterMaterial[]).filter(({ use = 'consumed' }) => use === 'consumed').map(({ material }) => material);
  return ((fields.steps ?? []) as readonly MasterStep[]).map((step) => ({
    id: step.id,
    title: step.title,
    ...(step.instruction !== undefined && { instruction: step.instruction }),
    ...(step.picture !== undefined && { picture: step.picture }),
    ...(step.every !== undefined && { everyS: readDuration(step.every).total('seconds') }),
    ...(step.until !== undefined && { until: step.until }),
    ...(step.signs && { signs: { ...step.signs, ...(step.signs.second !== undefined && { secondAs: thoseWhoAre(step.signs.second, roles) }) } }),
    data: (step.data ?? []).map((one) => ({
      id: one.id,
      ask: one.ask,
      answer: one.answer ?? 'number',
      ...(one.unit !== undefined && { unit: one.unit }),
      ...(one.limits !== undefined && { limits: one.limits }),
      ...(one.target !== undefined && { target: one.target }),
      ...(one.choices && { choices: one.choices }),
      ...takes(one, consumed),
      recheck: one.outOfLimits?.recheck ?? 1,
      recheckBy: one.outOfLimits?.by ?? 'same',
      leadsTo: one.outOfLimits?.leadsTo ?? 'deviation',
      ...(one.outOfLimits?.calls !== undefined && { calls: one.outOfLimits.calls, callsAs: thoseWhoAre(one.outOfLimits.calls, roles) }),
    })),
  }));
}

/** Of which materials a lot may be: those the step names, else those the work consumes; of any where neither says. */
function takes({ answer, materials }: MasterData, consumed: readonly string[]): Pick<Asked, 'materials'> {
  const taken = materials ?? consumed;
  return answer === 'lot' && taken.length > 0 ? { materials: taken } : {};
}
