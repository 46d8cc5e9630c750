import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, downward, fresh, id, newId, noun, one, timer, upward } from '@millrace/kernel';
import { schemaSum, type Room } from '@millrace/store';
import * as z from 'zod';
import type { Plant } from '../plant.ts';

// A plant of two small rooms, made to exercise the mechanisms and nothing else: a tool crib, and the tickets that borrow from it.

const tool = z.object({ id: id('crib.tool'), count: z.number().int(), reminders: z.number().int() });

/** A tool in the crib: lies there, is lent, or is scrapped. */
export const cribTool = noun({
  address: 'crib.tool',
  title: 'Tool',
  states: z.discriminatedUnion('state', [
    tool.extend({ state: z.literal('in') }),
    tool.extend({ state: z.literal('out'), holder: z.string() }),
    tool.extend({ state: z.literal('scrapped'), why: z.string() }),
  ]),
  events: {
    bought: { count: z.number().int() },
    lent: { holder: z.string() },
    returned: {},
    counted: { count: z.number().int(), unit: z.string() },
    reminded: {},
    scrapped: { why: z.string() },
  },
  versions: { counted: 2 },
  // version 1 called it pieces and had no unit
  upcasters: { counted: { 1: ({ pieces, ...rest }) => ({ ...rest, count: pieces, unit: '1' }) } },
  evolve(state, event) {
    switch (event.type) {
      case 'crib.tool.bought':
        return { id: event.subject, state: 'in', count: event.count, reminders: 0 };
      case 'crib.tool.lent':
        return { id: event.subject, state: 'out', count: state!.count, reminders: state!.reminders, holder: event.holder };
      case 'crib.tool.returned':
        return { id: event.subject, state: 'in', count: state!.count, reminders: state!.reminders };
      case 'crib.tool.counted':
        return { ...state!, count: event.count };
      case 'crib.tool.reminded':
        return { ...state!, reminders: state!.reminders + 1 };
      case 'crib.tool.scrapped':
        return { id: event.subject, state: 'scrapped', count: state!.count, reminders: state!.reminders, why: event.why };
    }
  },
});

const which = { tool: id('crib.tool') };
const buy = command({
  address: 'crib.tool.buy',
  summary: 'Buy a tool',
  input: z.object({ ...which, count: z.number().int().default(1) }),
  load: (input) => fresh(cribTool, input.tool),
  decide: (_none, input) => ({ type: 'crib.tool.bought', subject: input.tool, count: input.count }),
});
export const lend = command({
  address: 'crib.tool.lend',
  summary: 'Lend a tool',
  part: 'lending',
  signs: 'I lend this tool',
  input: z.object({ ...which, holder: z.string() }),
  refusals: { out: 'Tool {tool} is out with {holder}. Ask for it there.', scrapped: 'Tool {tool} is scrapped.' },
  rules: { worn: 'Tool {tool} was used {count} times; the crib lends none above {limit}.' },
  load: (input) => one(cribTool, input.tool),
  decide(state, input, _act, { refuse, rule }) {
    if (state.state === 'out') throw refuse('out', { tool: state.id, holder: state.holder });
    if (state.state === 'scrapped') throw refuse('scrapped', { tool: state.id });
    rule('worn', state.count > 100, { tool: state.id, count: state.count, limit: 100 });
    return { type: 'crib.tool.lent', subject: state.id, holder: input.holder };
  },
});
const giveBack = command({
  address: 'crib.tool.return',
  summary: 'Return a tool',
  part: 'lending',
  input: z.object(which),
  load: (input) => one(cribTool, input.tool),
  decide: (state) => ({ type: 'crib.tool.returned', subject: state.id }),
});
const count = command({
  address: 'crib.tool.count',
  summary: 'Tell how often a tool was used',
  is: 'report',
  input: z.object({ ...which, count: z.number().int() }),
  load: (input) => one(cribTool, input.tool),
  decide: (state, input) => ({ type: 'crib.tool.counted', subject: state.id, count: input.count, unit: '1' }),
});
const remind = command({
  address: 'crib.tool.remind',
  summary: 'Remind the holder',
  caller: 'system',
  part: 'ours',
  input: z.object(which),
  load: (input) => one(cribTool, input.tool),
  decide: (state) => ({ type: 'crib.tool.reminded', subject: state.id }),
});
const scrap = command({
  address: 'crib.tool.scrap',
  summary: 'Scrap a tool',
  needsReason: true,
  input: z.object({ ...which, why: z.string() }),
  load: (input) => one(cribTool, input.tool),
  decide: (state, input) => ({ type: 'crib.tool.scrapped', subject: state.id, why: input.why }),
});

const how = z.enum(['refuse', 'skip', 'task']);

/** A ticket that borrows tools. */
export const ticket = noun({
  address: 'shop.ticket',
  title: 'Ticket',
  refersTo: [{ noun: 'crib.tool', by: 'tools', isList: true }],
  numbering: { pattern: 'T-{year}-{0000}', gapless: true },
  states: z.discriminatedUnion('state', [
    z.object({ id: id('shop.ticket'), state: z.literal('open'), tools: z.array(z.string()).readonly(), how, noted: z.number().int().optional() }),
  ]),
  events: { opened: { tools: z.array(z.string()), how }, noted: { count: z.number().int() } },
  evolve: (before, event) => (event.type === 'shop.ticket.noted' ? { ...before!, noted: event.count } : { id: event.subject, state: 'open', tools: event.tools, how: event.how }),
});
const open = command({
  address: 'shop.ticket.open',
  summary: 'Open a ticket',
  input: z.object({ ticket: id('shop.ticket'), tools: z.array(id('crib.tool')), how }),
  load: (input) => fresh(ticket, input.ticket),
  decide: (_none, input) => ({ type: 'shop.ticket.opened', subject: input.ticket, tools: [...input.tools], how: input.how }),
});

/** Reads a tool, and changes only its ticket. */
const note = command({
  address: 'shop.ticket.note',
  summary: 'Note on a ticket how often a tool was used',
  input: z.object({ ticket: id('shop.ticket'), tool: id('crib.tool') }),
  load: (input) => ({ ticket: one(ticket, input.ticket), tool: one(cribTool, input.tool) }),
  decide: ({ ticket: { id: subject }, tool: { count } }) => ({ type: 'shop.ticket.noted', subject, count }),
});

/** One line of the shop's diary; written from above by a queued reaction. */
export const line = noun({
  address: 'shop.line',
  title: 'Line of the diary',
  refersTo: [{ noun: 'crib.tool', by: 'tool' }],
  states: z.discriminatedUnion('state', [z.object({ id: id('shop.line'), state: z.literal('written'), tool: z.string(), text: z.string() })]),
  events: { written: { tool: z.string(), text: z.string() } },
  evolve: (_none, event) => ({ id: event.subject, state: 'written', tool: event.tool, text: event.text }),
});
export const write = command({
  address: 'shop.line.write',
  summary: 'Write a line',
  caller: 'system',
  input: z.object({ line: id('shop.line'), tool: z.string(), text: z.string() }),
  load: (input) => fresh(line, input.line),
  decide(_none, input) {
    if (input.text === 'poison') throw new TypeError('nobody can write that');
    return { type: 'shop.line.written', subject: input.line, tool: input.tool, text: input.text };
  },
});

const borrow = (whenRefused: 'refuse' | 'skip' | 'task') =>
  downward({
    name: `shop.borrow-or-${whenRefused}`,
    noun: ticket,
    on: 'shop.ticket.opened',
    then: lend,
    whenRefused,
    inputs: (event) => (event.how === whenRefused ? event.tools.map((one_) => ({ tool: one_, holder: event.subject })) : []),
    foresee: { from: open, inputs: (input) => (input.how === whenRefused ? input.tools.map((one_) => ({ tool: one_, holder: input.ticket })) : []) },
  });

const diary = upward({
  name: 'shop.keep-diary',
  noun: cribTool,
  on: 'crib.tool.lent',
  then: write,
  // a loan inside the house is none of the diary's
  isFor: (event) => event.holder !== 'house',
  inputs: (event, heard) => [{ line: heard.id, tool: event.subject, text: event.holder }],
});

const overdue = timer({
  name: 'crib.overdue',
  noun: cribTool,
  startedBy: ['crib.tool.lent'],
  stoppedBy: ['crib.tool.returned'],
  due: () => ({ clock: 'elapsed', seconds: 60 }),
  then: remind,
  input: (event) => ({ tool: event.subject }),
});

function schemaOf(room: string, sql: string): string {
  const folder = mkdtempSync(join(tmpdir(), `millrace-${room}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, `0001_${room}.sql`), sql);
  writeFileSync(join(folder, 'schema.sum'), schemaSum(folder));
  return folder;
}

const everyRecord = 'site text not null, id uuid not null, revision integer not null, state text not null';

export const crib: Room = {
  name: 'crib',
  schema: schemaOf(
    'crib',
    `create schema crib; create table crib.tool (${everyRecord}, count integer, reminders integer, holder text, why text, primary key (site, id)); select record.audit_table('crib.tool'), store.seen_by_all('crib.tool');`,
  ),
  nouns: [cribTool],
  commands: [buy, lend, giveBack, count, remind, scrap],
  timers: [overdue],
};

export const shop: Room = {
  name: 'shop',
  schema: schemaOf(
    'shop',
    `create schema shop; create table shop.ticket (${everyRecord}, number text, tools text[], how text, noted integer, primary key (site, id)); select record.audit_table('shop.ticket'), store.seen_by_all('shop.ticket');
     create table shop.line (${everyRecord}, tool text, text text, primary key (site, id)); select record.audit_table('shop.line'), store.seen_by_all('shop.line');`,
  ),
  nouns: [ticket, line],
  commands: [open, note, write],
  reactions: [borrow('refuse'), borrow('skip'), borrow('task'), diary],
};

/** A tool that has been bought, lying in the crib. */
export async function bought(p: Plant, used = 1): Promise<string> {
  const made = newId<'crib.tool'>();
  await p.act('crib.tool.buy', { tool: made, count: used });
  return made;
}

/** What the crib's table says of a tool. */
export async function rowOf(p: Plant, of: string): Promise<{ state: string; revision: number; count: number; holder: string | null; reminders: number } | undefined> {
  return (await p.owner.query('select state, revision, count, holder, reminders from crib.tool where id = $1', [of])).rows[0];
}

export const person = (name: string) => ({ kind: 'person', person: name }) as const;
export const until = async (isSo: () => Promise<boolean> | boolean, withinMs = 10_000): Promise<void> => {
  for (const end = Date.now() + withinMs; !(await isSo());) {
    if (Date.now() > end) throw new Error(`it did not become so within ${withinMs} ms: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
