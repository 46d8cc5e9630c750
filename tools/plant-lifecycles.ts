import { join } from 'node:path';
import type { AnyNoun, Registry } from '@millrace/kernel';
import { load, type Fields } from '@millrace/model';
import { readFolder } from '@millrace/model/node';
import { kinds } from '../apps/house/src/kinds.ts';
import { lifecycleOf, type Transition } from './lifecycle.ts';

/** Something that a plant's own model puts before a command: a step of its procedure, or all signatures but the last. */
interface Gate {
  readonly title: string;
  readonly before: string;
  readonly when?: string;
}

const text = (value: unknown) => String(value ?? '');

function gatesOf(objects: readonly { readonly kind: string; readonly fields: Fields }[]): Gate[] {
  const roleName = (id: unknown) => text(objects.find((one) => one.kind === 'personnel.role' && (one as unknown as { id: string }).id === id)?.fields['name'] ?? id);
  return objects.flatMap(({ kind, fields }): Gate[] => {
    if (kind === 'governance.lifecycle-step')
      return [
        {
          title: `${text(fields['title'])}, signed by ${roleName(fields['role'])}`,
          before: text(fields['before']),
          ...(fields['when'] !== undefined && { when: text(fields['when']) }),
        },
      ];
    if (kind !== 'governance.signature-policy') return [];
    const signatures = (fields['signatures'] as readonly { readonly role: string }[]).map(({ role }) => roleName(role));
    const at = fields['at'] === undefined ? '' : ` at ${text(fields['at'])}`;
    return signatures.length < 2 ? [] : [{ title: `signed by ${signatures.slice(0, -1).join(', ')}; ${signatures.at(-1)} does it${at}`, before: text(fields['of']) }];
  });
}

/** A noun's lifecycle with the gates of a plant drawn in: what passes a gate waits before it. */
function pictureWith(transitions: readonly Transition[], gates: readonly Gate[], noun: AnyNoun): string {
  const name = (state: string) => (state === '[*]' ? state : state.replaceAll('-', '_'));
  const drawn = transitions.filter((one) => one.isDecided || one.from === '[*]');
  const lines = drawn.flatMap((one) => {
    const mine = gates.flatMap((gate, i) => (gate.before === `${noun.address as string}.${one.by}` ? [{ gate, state: `gate_${i + 1}` }] : []));
    if (mine.length === 0) return [`  ${name(one.from)} --> ${name(one.to)} : ${one.by}`];
    const [first, ...more] = mine;
    const free = mine.every(({ gate }) => gate.when !== undefined) ? [`  ${name(one.from)} --> ${name(one.to)} : ${one.by}, else`] : [];
    return [
      `  ${name(one.from)} --> ${first!.state}${first!.gate.when === undefined ? '' : ` : ${first!.gate.when}`}`,
      ...more.map(({ state }, i) => `  ${mine[i]!.state} --> ${state}`),
      `  ${mine.at(-1)!.state} --> ${name(one.to)} : ${one.by}`,
      ...free,
    ];
  });
  const states = gates.flatMap((gate, i) => (gate.before.startsWith(`${noun.address as string}.`) ? [`  state "${gate.title}" as gate_${i + 1}`] : []));
  return ['stateDiagram-v2', ...states, ...new Set(lines)].join('\n');
}

/** The lifecycles of a plant that its own model changes, as a page: no code was written for them. */
export function plantLifecycles(root: string, plant: string, house: Registry, note: string): string {
  const { model } = load(kinds, readFolder(join(root, 'plants', plant)));
  const gates = gatesOf(model.objects);
  const sections = [...house.nouns.values()]
    .filter((noun) => gates.some((gate) => gate.before.startsWith(`${noun.address as string}.`)))
    .map((noun) => `## ${noun.title as string} (\`${noun.address as string}\`)\n\n\`\`\`mermaid\n${pictureWith(lifecycleOf(noun, house), gates, noun)}\n\`\`\`\n`);
  return `# Lifecycles with what this plant adds\n\n${note}\n\nStates and what may follow what are code, the same in every plant ([lifecycles](../../docs/reference/lifecycles.md)). This plant's own procedure adds, in \`rules.yaml\` alone (\`governance.lifecycle-step\`, \`governance.signature-policy\`), what stands in quotes below.\n\n${sections.join('\n')}`;
}
