import { covers, newId, Refusal } from '@millrace/kernel';
import type { Envelope, Grant } from '@millrace/store';
import { chosenPassword, chosenPin, whyNotTheirs } from './credential/chosen.ts';
import { credentialOf } from './credential/id-of.ts';
import { hashSecret } from './credential/secret.ts';
import { hashOf, newSecret } from './gate/bearer.ts';
import type { GateParts } from './gate/ground.ts';

/** How persons get their first way in, and a new one when they forgot it. */
export interface Invitations {
  /** Invites a person; the code is told once, to whoever invited. */
  readonly invite: (wish: { readonly person: string; readonly hours?: number | undefined }, envelope: Envelope) => Promise<string>;
  /** The person chooses their secrets with the code. */
  readonly accept: (chosen: { readonly code: string; readonly password: string; readonly pin?: string | undefined }) => Promise<{ readonly person: string }>;
  /** On a plant where nobody can sign in yet: invites the first who may invite others. Undefined when somebody can, or when the model names nobody. */
  readonly setUp: (
    people: readonly string[],
    grantsOf: (person: string) => Promise<readonly Grant[]>,
  ) => Promise<{ readonly person: string; readonly code: string } | 'done' | 'nobody'>;
}

const wrong = (problem: string) => new Refusal('personnel.invitation.accept/bad-input', problem, {}, 400);
// 60 s: of several servers that start together one tells the code
const justNowS = 60;

export function invitations({ database, site, shell, isDemo, nameOf }: Pick<GateParts, 'database' | 'site' | 'shell' | 'isDemo' | 'nameOf'>): Invitations {
  const now = () => shell().parts.clock.now();
  const invite: Invitations['invite'] = async ({ person, hours }, envelope) => {
    const code = newSecret();
    await shell().execute('personnel.invitation.issue', { invitation: newId(), person, codeHash: hashOf(code), ...(hours !== undefined && { hours }) }, envelope);
    return code;
  };
  return {
    invite,
    accept: async ({ code, password, pin }) => {
      for (const read of [chosenPassword.safeParse(password), chosenPin.optional().safeParse(pin)]) if (!read.success) throw wrong(read.error.issues[0]!.message);
      const { rows } = await database.pool.query<{ id: string; person: string }>('select id, person from personnel.invitation where site = $1 and code_hash = $2', [
        site,
        hashOf(code.trim()),
      ]);
      const found = rows[0];
      if (!found) throw new Refusal('personnel.invitation.accept/unknown', 'No invitation has this code. Copy it whole, or ask for a new one.', {}, 404);
      const notTheirs = whyNotTheirs(password, { person: found.person, name: nameOf(found.person) });
      if (notTheirs !== undefined) throw wrong(notTheirs);
      const [passwordHash, pinHash] = await Promise.all([hashSecret(password), pin === undefined ? undefined : hashSecret(pin)]);
      await shell().execute(
        'personnel.invitation.accept',
        { invitation: found.id, person: found.person, credential: credentialOf(found.person), passwordHash, ...(pinHash !== undefined && { pinHash }) },
        { key: newId(), actor: { kind: 'system', person: 'rule:personnel.gate' }, site },
      );
      return { person: found.person };
    },
    setUp: async (people, grantsOf) => {
      const turn = await database.pool.connect();
      try {
        await turn.query('begin');
        await turn.query(`select pg_advisory_xact_lock(hashtext('set up'), hashtext($1))`, [site]);
        const { rows } = await turn.query<{ is_done: boolean }>(
          `select exists (select from personnel.credential where site = $1 and ($2 or is_demo is not true))
               or exists (select from personnel.invitation where site = $1 and state = 'open' and issued_by = 'rule:set-up' and issued_at > $3) as is_done`,
          [site, isDemo, now().subtract({ seconds: justNowS }).toString()],
        );
        if (rows[0]!.is_done) return 'done';
        for (const person of people) {
          const grants = await grantsOf(person);
          if (!grants.some((grant) => grant.place === null && covers(grant.pattern, 'personnel.invitation.issue'))) continue;
          return {
            person,
            code: await invite(
              { person, hours: 24 },
              { key: newId(), actor: { kind: 'system', person: 'rule:set-up' }, site, reason: 'the first administrator of a plant where nobody can sign in' },
            ),
          };
        }
        return 'nobody';
      } finally {
        await turn.query('rollback').catch(() => undefined);
        turn.release();
      }
    },
  };
}
