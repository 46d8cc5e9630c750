import { newId } from '@millrace/kernel';
import { applicationOf, check, nobodyToAsk, plan, signaturesOfChange, type Ask, type Model, type OwnershipRule, type PlanReport, type Problem } from '@millrace/model';
import { loadPlant, sha256 } from '@millrace/model/node';
import { loadStored, loadWaiting } from '@millrace/model/module';
import { headOf, type Actor } from '@millrace/store';
import type { House } from './house.ts';
import { kinds } from '@millrace/house/kinds';
import { words } from '@millrace/house/words';

/** The files of a plant as a model, or what is wrong with them. */
export function readPlant(folder: string): { model: Model; problems: readonly Problem[]; objects: number } {
  const loaded = loadPlant(kinds, folder);
  return { model: loaded.model, problems: check(kinds, loaded, words), objects: loaded.model.objects.length };
}

/** Compares the files of a plant with the plant's record. Changes nothing. */
export async function planPlant(house: House, folder: string, desired: Model, ask: Ask = nobodyToAsk): Promise<PlanReport> {
  const current = await loadStored(house.database, house.site);
  const inForce = current.objects.length === 0 ? desired : current;
  const ownership = inForce.objects.filter((object) => object.kind === 'integration.ownership').map((object) => object.fields as unknown as OwnershipRule);
  const today = house.clock.now().toZonedDateTimeISO(house.policy().timeZone).toPlainDate();
  return plan({
    kinds,
    plant: folder,
    current,
    asOf: { at: house.clock.now(), position: await headOf(house.database, house.site) },
    desired,
    // the first model comes whole: nobody else can own anything yet
    ownership: current.objects.length === 0 ? [] : ownership,
    today,
    waiting: await loadWaiting(house.database, house.site),
    signatures: () => signaturesOfChange(current.objects, today.toString()),
    ask,
    digest: sha256,
  });
}

/** Applies a plan as one act. */
export async function applyPlan(house: House, report: PlanReport, actor: Actor, signature?: { meaning: string; secret: string }) {
  const application = applicationOf(kinds, report);
  const answer = await house.shell.execute(
    'model.revision.apply',
    {
      revision: newId(),
      plan: application.plan,
      from: application.from,
      to: application.to,
      summary: report.summary,
      steps: application.steps.map((step) => ({
        action: step.action,
        kind: step.kind,
        id: step.id,
        ...('was' in step && { was: step.was }),
        ...('before' in step && { before: step.before }),
        ...('after' in step && { after: step.after }),
      })),
    },
    { key: newId(), actor, site: house.site, station: 'millrace apply', ...(signature && { signature }) },
  );
  await house.refreshModel();
  return answer;
}
