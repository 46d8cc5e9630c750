import * as z from 'zod';

const part = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';

/** The full address of one command or query, `qms.deviation.approve`. */
export const address = z.string().regex(new RegExp(`^${part}\\.${part}\\.${part}$`), 'is an address such as qms.deviation.approve');

/** A noun of a room, `qms.deviation`. */
export const noun = z.string().regex(new RegExp(`^${part}\\.${part}$`), 'is a noun of a room such as qms.deviation');

/** One address or many: `qms.deviation.approve`, `qms.deviation.*`, `mes.*`, `*.*.read`. `*` stands for one word, at the end for the rest. */
export const addressPattern = z
  .string()
  .regex(new RegExp(`^(?:${part}|\\*)(?:\\.(?:${part}|\\*)){0,2}$`), 'is an address with or without wildcards, such as qms.deviation.approve, qms.* or *.*.list')
  .refine((text) => text.split('.').length === 3 || text.endsWith('*'), 'stops too early: write room.noun.verb, or end it with .*');
