import { rehearsals } from '@millrace/house/rehearsals';
import { after, exitOfRehearsal, modelOf, rehearsalText, rehearse, type AskPast, type PastPage, type PlanReport } from '@millrace/model';
import { Refused, type Call } from './call.ts';
import type { Stored } from './model.ts';

// a week has each shift and each weekday once; more than a quarter of a year is for a report, not for a question at the terminal
const [usualDays, mostDays] = [7, 92];

/** What the changes of a plan would have done in the last days of the plant's own past. Asks page by page, and writes nothing. */
export async function runRehearse(report: PlanReport, stored: Stored, days: string | undefined, zone: string, call: Call, isJson: boolean): Promise<number> {
  const inForce = modelOf(stored.objects);
  const to = Temporal.Instant.from(stored.at);
  const from = to
    .toZonedDateTimeISO(zone)
    .subtract({ days: daysOf(days) })
    .toInstant();
  const rehearsed = await rehearse({
    rehearsals,
    plant: report.plant,
    changes: report.changes,
    inForce,
    proposed: after(inForce, report.changes),
    window: { from, to, zone },
    asOf: { at: to, position: stored.position },
    ask: pastOf(call),
  });
  console.log(isJson ? JSON.stringify(rehearsed) : rehearsalText(rehearsed, report.changes));
  return exitOfRehearsal(rehearsed);
}

function daysOf(given: string | undefined): number {
  const days = given === undefined ? usualDays : Number(given);
  if (!Number.isInteger(days) || days < 1 || days > mostDays) throw new Error(`--days is "${given}". Give a whole number of days from 1 to ${mostDays}.`);
  return days;
}

const pastOf =
  (call: Call): AskPast =>
  async (address, asked) => {
    try {
      return (await call.query(`/api/${address.replaceAll('.', '/')}`, asked)) as PastPage;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return error.problem.detail;
    }
  };
