import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historianRoom } from '@millrace/historian/module';
import { refusalReference, registry, routeOf, type Registry } from '@millrace/kernel';
import { record } from '@millrace/record/module';
import { rooms as joined } from '../apps/house/src/rooms.ts';
import { lifecycleOf, notDrawn, picture, statesOf } from './lifecycle.ts';
import { plantLifecycles } from './plant-lifecycles.ts';

// Writes docs/reference from what the rooms declare. A test holds the files fresh: `node tools/reference.ts` after a change.

const root = join(import.meta.dirname, '..');
export const everyRoom = [record, ...joined, historianRoom(() => undefined)];
export const house: Registry = registry(everyRoom.map((room) => ({ ...room, queries: (room.queries ?? []).map((one) => one.query) })));

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`)].join('\n');
const note = '<!-- Written by tools/reference.ts; change the declaration, then run it. -->';

function refusals(): string {
  const rows = refusalReference(house).map((one) => [`<a id="${one.rule}"></a>\`${one.rule}\``, String(one.status), one.strength, one.sentence]);
  return `# Refusals\n\n${note}\n\nEvery code that a command may refuse with. \`*\` is any address: those are the house's own. An *invariant* always holds; a *plant rule* has a mode in the model.\n\n${table(['code', 'status', 'strength', 'sentence'], rows)}\n`;
}

function addresses(): string {
  const sections = everyRoom.map((room) => {
    const commands = (room.commands ?? []).map((one) => [
      `\`${one.address as string}\``,
      one.is === 'report' ? 'report' : 'request',
      `${one.summary as string}${one.caller === 'system' ? ' (by the house only)' : ''}`,
      Object.values(one.signs as Record<string, string>).join(' / ') || '-',
      one.part === undefined ? '-' : one.part,
      one.caller === 'system' ? '-' : `POST ${routeOf(one.address)}`,
    ]);
    const queries = (room.queries ?? []).map(({ query }) => [`\`${query.address as string}\``, 'query', query.summary as string, '-', '-', `GET ${routeOf(query.address)}`]);
    return commands.length + queries.length === 0
      ? ''
      : `## ${room.name}\n\n${table(['address', 'kind', 'what it does', 'can be signed', 'part', 'route'], [...commands, ...queries])}\n`;
  });
  return `# Addresses\n\n${note}\n\nA *request* can be refused; a *report* of what happened is always kept; a *query* changes nothing. The address is the route, the right, and the words of the command line. A *part* of a record may have an owner of its own (\`integration.ownership\`, \`what: work.job-order/execution\`); \`ours\` is what this house keeps about a record whoever owns it.\n\n${sections.filter(Boolean).join('\n')}`;
}

function lifecycles(): string {
  const sections = [...house.nouns.values()].map((noun) => {
    const steps = lifecycleOf(noun, house);
    const others = notDrawn(steps);
    const more = others.length > 0 ? `\nNot drawn, for its command needs more than a sample to decide: ${others.join(', ')}.\n` : '';
    return `## ${noun.title as string} (\`${noun.address as string}\`)\n\nStates: ${statesOf(noun).join(', ')}\n\n\`\`\`mermaid\n${picture(steps)}\n\`\`\`\n${more}`;
  });
  return `# Lifecycles\n\n${note}\n\nDrawn by trying every command of a room in every state of its nouns. A word in parentheses is an event whose command needs more than a sample to decide, for instance an object of the model. Steps that a plant's own model adds stand with the plant: [tablets](../../plants/tablets/LIFECYCLES.md).\n\n${sections.join('\n')}`;
}

/** The files of the reference, as they should be. */
export const reference = (): Record<string, string> => ({
  'docs/reference/refusals.md': refusals(),
  'docs/reference/addresses.md': addresses(),
  'docs/reference/lifecycles.md': lifecycles(),
  'plants/tablets/LIFECYCLES.md': plantLifecycles(root, 'tablets', house, note),
});

if (process.argv[1] === import.meta.filename) {
  mkdirSync(join(root, 'docs/reference'), { recursive: true });
  for (const [file, text] of Object.entries(reference())) {
    writeFileSync(join(root, file), text);
    console.log(file);
  }
}
