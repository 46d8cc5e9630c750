import { query } from '@millrace/kernel';
import { answered, listInput, listOutput, page, type ListShape } from '@millrace/store';
import * as z from 'zod';

const shape = {
  filters: { state: 'state', fromPerson: 'from_person', toPerson: 'to_person', role: 'role' },
  sorts: { endsAt: ['ends_at', 'timestamptz'], startsAt: ['starts_at', 'timestamptz'] },
} as const satisfies ListShape;

const row = z.object({
  id: z.string(),
  revision: z.number(),
  state: z.string(),
  fromPerson: z.string(),
  toPerson: z.string(),
  role: z.string(),
  place: z.string().nullable(),
  startsAt: z.string(),
  endsAt: z.string(),
  givenBy: z.string(),
  why: z.string(),
});

const columns = [
  'id',
  'revision',
  'state',
  'from_person as fromPerson',
  'to_person as toPerson',
  'role',
  'place',
  'starts_at as startsAt',
  'ends_at as endsAt',
  'given_by as givenBy',
  'why',
] as const;

/** Who lent which role to whom, where and until when; as open as the assignments of the model. */
export const delegations = answered(
  query({ address: 'personnel.delegation.list', summary: 'Roles that are lent', input: listInput(shape), output: listOutput(row) }),
  async (input, { database, site, now }) =>
    JSON.parse(
      JSON.stringify(
        await page(
          database.db
            .selectFrom('personnel.delegation')
            .select([...columns])
            .where('site', '=', site),
          shape,
          input,
          now,
        ),
      ),
    ) as never,
);
