import { query } from '@millrace/kernel';
import { answered, type Answered } from '@millrace/store';
import * as z from 'zod';
import type { Anchor } from './anchor.ts';
import { namedFindings } from './named-findings.ts';
import { verifyRest, verifySeals, verifyTrail } from './verify.ts';

/** Proves the trail of the site against its seals and the anchor of this server. */
export const verifyQuery = (anchor: () => Anchor): Answered =>
  answered(
    query({
      address: 'record.trail.verify',
      reach: 'site',
      summary: 'Prove the audit trail',
      // a trail of years in pages: the last one, which has no `next`, also compares the live rows
      input: z.object({
        after: z.coerce.number().int().min(0).default(0).describe('Number of the last seal that was proved'),
        most: z.coerce.number().int().min(1).max(200).optional().describe('Seals in this answer; the whole trail when absent'),
      }),
      output: z.object({
        site: z.string(),
        seals: z.number(),
        acts: z.number(),
        anchored: z.number(),
        rows: z.number(),
        unsealed: z.number(),
        next: z.number().optional().describe('Ask on after this seal; absent when all is proved'),
        of: z.number().describe('Seals there are'),
        findings: z.array(
          z.object({
            what: z.string(),
            where: z.string(),
            sentence: z.string(),
            /** Records it is about, by kind and number. */
            of: z.array(z.object({ noun: z.string(), id: z.string(), called: z.string() })).readonly(),
            /** Field by field what was recorded, and what stands there now. */
            changes: z
              .array(z.object({ field: z.string(), recorded: z.unknown(), now: z.unknown() }))
              .readonly()
              .optional(),
          }),
        ),
        asOf: z.string(),
      }),
    }),
    async ({ after, most }, asker) => {
      const { site, now } = asker;
      const database = asker.database.unhurried();
      const asOf = now.toString();
      if (most === undefined) {
        const whole = await verifyTrail(database, site, anchor());
        return { ...whole, findings: await namedFindings(asker, whole.findings), of: whole.seals, asOf };
      }
      const page = await verifySeals(database, site, anchor(), after, most);
      if (page.next !== undefined) return { site, anchored: 0, rows: 0, unsealed: 0, ...page, findings: await namedFindings(asker, page.findings), asOf };
      const rest = await verifyRest(database, site, anchor());
      return { ...rest, seals: page.seals, acts: page.acts, of: page.of, findings: await namedFindings(asker, [...page.findings, ...rest.findings]), asOf };
    },
  );
