import { query } from '@millrace/kernel';
import { answered } from '@millrace/store';
import * as z from 'zod';

const account = z.object({
  person: z.string(),
  name: z.string(),
  credential: z.string().nullable().describe('None until the person has chosen a password'),
  state: z.string().nullable(),
  lockedUntil: z.string().nullable(),
  lockedBy: z.string().nullable(),
  setAt: z.string().nullable(),
  isInvited: z.boolean(),
  isMachine: z.boolean().describe('It comes in by tokens; nobody signs in with it'),
  hasPin: z.boolean(),
  badgeSince: z.string().nullable(),
  sessions: z.number(),
  lastSignIn: z.string().nullable(),
});

/** How everybody comes in: for the administrator of access, and for the periodic review of access (Annex 11 clause 12). Nothing of a secret is in it. */
export const accounts = answered(
  query({
    address: 'personnel.credential.review',
    summary: 'Accounts: who can sign in, and how',
    input: z.object({}),
    output: z.object({ rows: z.array(account) }),
    reach: 'site',
  }),
  async (_input, { database, site, now }) => {
    const { rows } = await database.pool.query(
      `select p.name as person, coalesce(p.fields->>'name', p.name) as name, c.id as credential,
         case when c.state = 'locked' and c.locked_until <= $2 then 'usable' else c.state end as state,
         c.locked_until as "lockedUntil", c.locked_by as "lockedBy", c.set_at as "setAt", c.pin_hash is not null as "hasPin", coalesce((p.fields->>'machine')::boolean, false) as "isMachine",
         exists (select from personnel.invitation i where i.site = p.site and i.person = p.name and i.state = 'open' and i.ends_at > $2) as "isInvited",
         (select max(b.given_at) from personnel.badge b where b.site = p.site and b.person = p.name and b.state = 'given') as "badgeSince",
         (select count(*)::int from personnel.session s where s.site = p.site and s.person = p.name and s.state = 'open' and s.ends_at > $2) as sessions,
         (select max(s.opened_at) from personnel.session s where s.site = p.site and s.person = p.name) as "lastSignIn"
       from model.current p left join personnel.credential c on c.site = p.site and c.person = p.name
       where p.site = $1 and p.kind = 'personnel.person' order by 2`,
      [site, now.toString()],
    );
    return { rows: JSON.parse(JSON.stringify(rows)) as z.output<typeof account>[] };
  },
);
