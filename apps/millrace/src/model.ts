import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { newId, sentence } from '@millrace/kernel';
import {
  anotherSite,
  anotherSiteSays,
  applicationOf,
  besideWaiting,
  check,
  dayText,
  exitOf,
  exportFiles,
  exportLines,
  isPlan,
  isProposedFirst,
  modelOf,
  plan,
  planText,
  problemsText,
  signaturesOfChange,
  waitingLines,
  waitsText,
  wholeCheck,
  type Loaded,
  type Model,
  type ModelObject,
  type OwnershipRule,
  type PlanReport,
  type Waiting,
} from '@millrace/model';
import { loadPlant, readFolder, sha256, writeFiles } from '@millrace/model/node';
import { kinds } from '@millrace/house/kinds';
import { words as names } from '@millrace/house/words';
import { calledAs } from './called-as.ts';
import { runRehearse } from './model-rehearse.ts';
import { Refused, type Call } from './call.ts';
import { waitingOf } from './model-waiting.ts';

export interface Stored {
  readonly objects: readonly ModelObject[];
  readonly position: number;
  readonly at: string;
  readonly waiting: readonly Waiting[];
}

/** check, plan, rehearse, apply, export of the operating model. Exit codes 0 nothing to do, 2 changes, 1 error. */
export async function runModel(verb: string, given: readonly string[], call: Call, isJson: boolean): Promise<number> {
  const { values, positionals: words } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: { from: { type: 'string' }, why: { type: 'string' }, expects: { type: 'string' }, days: { type: 'string' } },
  });
  const folder = verb === 'apply' ? words[1] : words[0];
  if (folder === undefined)
    throw new Error(verb === 'apply' ? `Say which plan and which plant: ${calledAs} apply 7f3a plants/tablets` : `Say which plant: ${calledAs} ${verb} plants/tablets`);
  if (verb === 'export') return runExport(folder, call);
  const loaded = loadPlant(kinds, folder);
  const problems = check(kinds, loaded, names);
  if (problems.length > 0 || verb === 'check') {
    console.log(isJson ? JSON.stringify({ problems }) : problemsText(problems, loaded.model.objects.length));
    return problems.length > 0 ? 1 : 0;
  }
  const record = await recordOf(call);
  // what waits for its day is rehearsed like anything else that is not in force
  const stored = verb === 'rehearse' ? { ...record, waiting: [] } : record;
  const report = await reportOf(folder, loaded.model, stored, call);
  const site = siteOf(stored)?.id;
  const theirs = site === undefined ? undefined : anotherSite(report.changes, site);
  if (theirs !== undefined) throw new Error(sentence(anotherSiteSays, { theirs, site: site! }));
  const broken = brokenBy(report, stored, loaded);
  if (broken.length > 0) {
    // what it lacks may be just what waits for its day
    const waiting = waitingLines(report.waiting, zoneOf(stored));
    console.log(isJson ? JSON.stringify({ problems: broken, waiting: report.waiting }) : [problemsText(broken), ...waiting].join('\n'));
    return 1;
  }
  if (verb === 'plan') {
    console.log(isJson ? JSON.stringify(report) : planText(report, { calledAs, zone: zoneOf(stored) }));
    return exitOf(report);
  }
  if (verb === 'rehearse') return runRehearse(report, stored, values.days, zoneOf(stored), call, isJson);
  try {
    const zone = zoneOf(stored);
    return await runApply(words[0]!, report, call, zone, {
      ...(values.from !== undefined && { effectiveAt: momentOf(values.from, zone) }),
      ...(values.why !== undefined && { why: values.why }),
      ...(values.expects !== undefined && { expects: effectOf(values.expects) }),
    });
  } catch (error) {
    if (!(error instanceof Refused && error.problem.rule?.endsWith('/not-whole'))) throw error;
    // somebody was quicker: the record that it no longer fits into says where, and the files have the line
    const now = await recordOf(call);
    const found = brokenBy(await reportOf(folder, loaded.model, now, call), now, loaded);
    if (found.length === 0) throw error;
    console.log(problemsText(found));
    return 1;
  }
}

/** What is wrong with the record as it would be: files may be right by themselves, and not beside what they do not own. */
const brokenBy = (report: PlanReport, stored: Stored, loaded: Loaded) => wholeCheck(kinds, names)(modelOf(stored.objects), report.changes, loaded.standing);

const recordOf = async (call: Call): Promise<Stored> => {
  // what waits is read first: a revision that comes into force in between is then told as one whose ground has moved, never forgotten
  const waiting = await waitingOf(call);
  return { ...((await call.query('/api/model/object/export')) as Omit<Stored, 'waiting'>), waiting };
};

/** The site whose record it is. */
const siteOf = (stored: Stored) => stored.objects.find((one) => one.kind === 'equipment.site');

/** Time zone of the plant: its days are the days that a person means. */
function zoneOf(stored: Stored): string {
  const zone = siteOf(stored)?.fields['timeZone'];
  return typeof zone === 'string' ? zone : 'UTC';
}

/** A day of the plant, at its beginning, or a moment with its offset. */
function momentOf(text: string, zone: string): string {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text).toZonedDateTime(zone).toInstant().toString();
    if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant().toString();
    return Temporal.Instant.from(text).toString();
  } catch {
    throw new Error(`--from is "${text}". Give a day of the plant such as 2026-12-01, or a moment such as 2026-12-01T06:00.`);
  }
}

/** `oee at packaging-2 from 62 to 68 by 2026-12-24`: what a change is to do. */
function effectOf(text: string) {
  const found = /^(\S+) at (\S+) from (\S+) to (\S+) by (\S+)$/.exec(text.trim().replaceAll(/\s+/g, ' '));
  if (!found) throw new Error(`--expects is "${text}". Write it as "oee at packaging-2 from 62 to 68 by 2026-12-24": an indicator, where, from what, to what, by which day.`);
  const [, indicator, at, from, to, by] = found;
  return { indicator: indicator!, at: at!, from: from!, to: to!, by: by! };
}

async function reportOf(folder: string, desired: Model, stored: Stored, call: Call): Promise<PlanReport> {
  const current = modelOf(stored.objects);
  const ownership = stored.objects.filter((one) => one.kind === 'integration.ownership').map((one) => one.fields as unknown as OwnershipRule);
  const today = Temporal.Instant.from(stored.at).toZonedDateTimeISO(zoneOf(stored)).toPlainDate();
  return plan({
    kinds,
    plant: folder,
    current,
    asOf: { at: Temporal.Instant.from(stored.at), position: stored.position },
    desired,
    ownership,
    today,
    waiting: stored.waiting,
    signatures: () => signaturesOfChange(stored.objects, today.toString()),
    ask: async (question, facts) => {
      try {
        return ((await call.query(`/api/${question.replaceAll('.', '/')}`, facts)) as { names?: readonly string[] }).names;
      } catch {
        return undefined; // a consequence that nobody can count is shown as such, never as none
      }
    },
    digest: sha256,
  });
}

async function runApply(
  typed: string,
  report: PlanReport,
  call: Call,
  zone: string,
  more: { readonly effectiveAt?: string; readonly why?: string; readonly expects?: ReturnType<typeof effectOf> },
): Promise<number> {
  if (report.changes.length === 0) {
    const waits = report.waiting.filter((one) => one.steps.some((step) => step.files === 'same'));
    const [first] = waits;
    if (first)
      throw new Error(
        `Nothing to apply: this waits already in ${waits.map((one) => waitsText(one, zone)).join(' and in ')}. If it is to come otherwise, withdraw that first: ${calledAs} model revision withdraw revision=${first.revision} why=...`,
      );
    console.log('Nothing to apply: the record says what the files say.');
    return 0;
  }
  if (!isPlan(report, typed))
    throw new Error(`The plan is ${report.id} now, not ${typed}: the files or the record have changed since. Look at it again with ${calledAs} plan ${report.plant}.`);
  const application = applicationOf(kinds, report);
  const several = isProposedFirst(report.signatures);
  const meaning = several ? undefined : report.signatures[0]?.meaning;
  const secret = meaning === undefined ? undefined : (process.env.MILLRACE_PASSWORD ?? (await ask(`To sign "${meaning}", your password: `)));
  const steps = application.steps.map((step) => ({
    action: step.action,
    kind: step.kind,
    id: step.id,
    ...('was' in step && { was: step.was }),
    ...('before' in step && { before: step.before }),
    ...('after' in step && { after: step.after }),
  }));
  const { follow: _, ...summary } = report.summary as PlanReport['summary'] & { follow?: number };
  const revision = newId();
  const change = { revision, plan: application.plan, from: application.from, to: application.to, summary, steps, ...more };
  const made = several
    ? await call.command('/api/model/revision/propose', change)
    : await call.command('/api/model/revision/apply', change, { ...(meaning !== undefined && { signature: { meaning, secret } }) });
  const [record] = (made as { records: { noun: string; number?: string; state?: string }[] }).records.filter((one) => one.noun === 'model.revision');
  const name = record?.number ?? 'a new revision';
  if (several) {
    console.log(
      `Proposed as ${name}; nothing has changed yet. It needs ${report.signatures.length === 1 ? 'a signature; then somebody applies it' : `${report.signatures.length} signatures, the last of which applies it`}:`,
    );
    for (const one of report.signatures) console.log(`  ${one.role ?? 'somebody'}: “${one.meaning ?? ''}”`);
    console.log(`They sign on its page: ${call.url}/model?tab=revisions&revision=${revision}`);
  } else if (record?.state === 'approved')
    console.log(
      `Approved as ${name}; it comes into force on ${dayText(Temporal.Instant.from(more.effectiveAt!), zone)} (plant time). Until then: ${calledAs} model revision withdraw revision=${revision} why=...`,
    );
  else console.log(`Applied as ${name}: ${report.summary.add} added, ${report.summary.change} changed, ${report.summary.retire} retired.`);
  return 0;
}

async function runExport(folder: string, call: Call): Promise<number> {
  const stored = await recordOf(call);
  let existing: ReturnType<typeof readFolder> = [];
  try {
    existing = readFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const written = writeFiles(exportFiles(kinds, modelOf(stored.objects), existing, join(folder, '/')));
  console.log(written.length === 0 ? `${folder} says what the record says; nothing was written.` : written.map((file) => `wrote ${file}`).join('\n'));
  const { told } = besideWaiting(modelOf(stored.objects), [], stored.waiting);
  for (const line of exportLines(told, zoneOf(stored))) console.log(line);
  return 0;
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
