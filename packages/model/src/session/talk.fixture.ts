import { check, problemsText, type SourceFile } from '../index.ts';
import {
  applicationOf,
  after,
  exitOf,
  exportFiles,
  isPlan,
  load,
  modelOf,
  ofKind,
  plan,
  planText,
  type Ask,
  type Model,
  type PlanReport,
  type SignatureNeed,
  type Waiting,
} from '../index.ts';
import { draftKinds } from '../fixtures/kinds.fixture.ts';
import { signaturePolicy } from '@millrace/governance/kinds';
import { ownership } from '@millrace/integration/kinds';
import { sha256 } from '../node.ts';
import { parse } from 'yaml';

const asOf = { at: Temporal.Instant.from('2026-11-22T10:00:00Z'), position: 48_211 };
const today = Temporal.PlainDate.from('2026-11-22');

/**
 * A command line over files in memory and a plant's record in memory, for sessions. `record/...` is what the plant's record says,
 * `answers.yaml` what the plant answers when asked what would follow.
 */
export function talker(files: ReadonlyMap<string, string>): (command: string) => Promise<{ says: string; exit: number }> {
  const under = (folder: string): SourceFile[] => [...files].filter(([name]) => name.startsWith(`${folder}/`)).map(([path, text]) => ({ path, text }));
  let record: Model = modelOf(load(draftKinds, under('record')).model.objects.map(({ kind, id, fields }) => ({ kind, id, fields })));
  let last: PlanReport | undefined;
  const waiting: Waiting[] = [];

  const answers = files.get('answers.yaml');
  const ask: Ask = async (question, { by }) => {
    if (answers === undefined) return undefined;
    const known = parse(answers) as Record<string, string[]>;
    return known[`${question} ${String(by)}`] ?? known[question] ?? [];
  };

  return async (command) => {
    const [, verb, what = '', ...flags] = command.split(' ');
    if (verb === 'apply') {
      // `that` stands for the id just shown, so that a session reads the same whatever the hash is
      if (last === undefined || !(what === 'that' || isPlan(last, what))) return { says: `There is no plan ${what}. Plan again.`, exit: 1 };
      const { steps } = applicationOf(draftKinds, last);
      if (flags[0] === '--from') {
        const number = `MR-2026-${String(waiting.length + 2).padStart(4, '0')}`;
        waiting.push({ revision: number, number, state: 'approved', effectiveAt: `${flags[1]}T00:00:00Z`, steps });
        return { says: `Approved as ${number}.`, exit: 0 };
      }
      record = after(record, steps);
      return { says: steps.map((step, i) => `${i + 1}. ${step.action} ${step.kind} ${step.id}`).join('\n'), exit: 0 };
    }
    const source = under(what);
    const loaded = load(draftKinds, source);
    const problems = check(draftKinds, loaded);
    if (problems.length > 0 || verb === 'check') return { says: problemsText(problems, loaded.model.objects.length), exit: problems.length > 0 ? 1 : 0 };
    if (verb === 'export') {
      const changed = exportFiles(draftKinds, record, source, `${what}/`).filter((file) => files.get(file.path) !== file.text);
      return { says: changed.map((file) => `${file.path}\n${file.text}`).join('\n'), exit: 0 };
    }
    last = await plan({
      kinds: draftKinds,
      plant: what,
      current: record,
      asOf,
      today,
      waiting,
      desired: loaded.model,
      ownership: ofKind(loaded.model, ownership).map((one) => one.fields),
      signatures: () => needs(record),
      ask,
      digest: sha256,
    });
    return { says: flags.includes('--json') ? JSON.stringify(last, null, 2) : planText(last, { today }), exit: exitOf(last) };
  };
}

/** The signatures that the policy in the record asks for; an empty record asks for none. */
const needs = (record: Model): SignatureNeed[] =>
  ofKind(record, signaturePolicy)
    .filter((one) => one.fields.of === 'model.revision.apply')
    .flatMap((one) => one.fields.signatures.map((signature) => ({ address: one.fields.of, meaning: signature.says, role: signature.role })));
