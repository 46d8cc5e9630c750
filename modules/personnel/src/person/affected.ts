import { dayAt, query } from '@millrace/kernel';
import { duration } from '@millrace/model';
import { loadStored } from '@millrace/model/module';
import { answered } from '@millrace/store';
import * as z from 'zod';
import { lastDayOf, type Held } from '../model/qualified.ts';
import { thoseWhoAre } from '../model/those-who-are.ts';

/** People whom a change of the model would touch: what `plan` counts. Answered from the model in force. */
export const affectedPeople = answered(
  query({
    address: 'personnel.person.affected',
    summary: 'People whom a change of the model would touch',
    input: z.object({
      by: z.enum(['qualification', 'role']),
      name: z.string(),
      validFor: duration.optional().describe('How long the qualification would hold; for those who would have to show it again'),
    }),
    output: z.object({ names: z.array(z.string()) }),
    // who sees a part would count too few, and a plan must not
    reach: 'site',
  }),
  async ({ by, name, validFor }, { database, site, now, policy }) => {
    const { objects } = await loadStored(database, site);
    const today = dayAt(now, policy.timeZone).toString();
    const of = (kind: string) => objects.filter((one) => one.kind === kind);
    if (by === 'role') {
      const roles = of('personnel.role').map((one) => ({ role: one.id, includes: (one.fields['includes'] ?? []) as readonly string[] }));
      const meant = new Set(thoseWhoAre(name, roles));
      return { names: [...new Set(of('personnel.role-assignment').flatMap(({ fields }) => (meant.has(String(fields['role'])) ? [String(fields['person'])] : [])))].toSorted() };
    }
    const isValid = (one: Held) => one.until === undefined || one.until >= today;
    const isOver = (one: Held) => validFor === undefined || lastDayOf(one, validFor)! < today;
    const losing = of('personnel.person').filter(({ fields }) =>
      ((fields['holds'] ?? []) as readonly Held[]).some((one) => one.qualification === name && isValid(one) && isOver(one)),
    );
    return { names: losing.map((one) => one.id).toSorted() };
  },
);
