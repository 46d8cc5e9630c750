import { query } from '@millrace/kernel';
import { answered, type Answered } from '@millrace/store';
import * as z from 'zod';
import type { Anchor } from './anchor.ts';
import { verifyTrail } from './verify.ts';

/** Proves the trail of the site against its seals and the anchor of this server. */
export const verifyQuery = (anchor: () => Anchor): Answered =>
  answered(
    query({
      address: 'record.trail.verify', reach: 'site',
      summary: 'Prove the audit trail',
      input: z.object({}),
      output: z.object({
        site: z.string(),
        seals: z.number(),
        acts: z.number(),
        anchored: z.number(),
        rows: z.number(),
        unsealed: z.number(),
        findings: z.array(z.object({ what: z.string(), where: z.string(), sentence: z.string() })),
        asOf: z.string(),
      }),
    }),
    async (_input, { database, site, now }) => {
      const found = await verifyTrail(database, site, anchor());
      return { ...found, findings: [...found.findings], asOf: now.toString() };
    },
  );
