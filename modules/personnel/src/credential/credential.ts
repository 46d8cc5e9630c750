import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

const facts = z.object({
  id: id('personnel.credential'),
  person: z.string(),
  passwordHash: z.string().optional(),
  pinHash: z.string().optional(),
  badge: z.string().optional(),
  wrongTries: z.number().int(),
  mustChange: z.boolean(),
  /** Its secret is printed for everybody: it opens nothing outside the demo. */
  isDemo: z.boolean().optional(),
  setAt: instant(),
});
const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('usable') }),
  facts.extend({
    state: z.literal('locked'),
    /** Of an account that wrong tries locked; one that was locked by hand waits for its unlocking. */
    lockedUntil: instant().optional(),
    lockedBy: z.string().optional(),
  }),
]);
export type Credential = z.output<typeof states>;

/** What a person signs in and signs with (21 CFR 11.100, 11.300). Secrets are kept as argon2id hashes only. */
export const credential = noun({
  address: 'personnel.credential',
  title: 'Credential',
  states,
  lookups: ['person'],
  events: {
    set: {
      person: z.string(),
      passwordHash: z.string().optional(),
      pinHash: z.string().optional(),
      badge: z.string().optional(),
      mustChange: z.boolean(),
      isDemo: z.boolean().optional(),
      /** These secrets are all there are from now on: what was set before and is not named here opens nothing any more. */
      isAnew: z.boolean().optional(),
      at: instant(),
    },
    failed: { at: instant() },
    succeeded: {},
    locked: { until: instant().optional(), by: z.string().optional() },
    unlocked: {},
  },
  evolve(state, event) {
    switch (event.type) {
      case 'personnel.credential.set': {
        const { type: _, subject, at, isAnew, ...facts } = event;
        // a secret that is printed for everybody never becomes one of a person's own
        const kept = state && !isAnew && (!state.isDemo || facts.isDemo) ? definedOf({ passwordHash: state.passwordHash, pinHash: state.pinHash, badge: state.badge }) : {};
        return { ...kept, ...definedOf(facts), person: facts.person, mustChange: facts.mustChange, id: subject, state: 'usable', wrongTries: 0, setAt: at };
      }
      case 'personnel.credential.failed':
        return { ...state!, wrongTries: state!.wrongTries + 1 };
      case 'personnel.credential.succeeded':
        return { ...state!, wrongTries: 0 };
      case 'personnel.credential.locked':
        return { ...unlockedOf(state!), wrongTries: state!.wrongTries, state: 'locked', ...definedOf({ lockedUntil: event.until, lockedBy: event.by }) };
      case 'personnel.credential.unlocked':
        return { ...unlockedOf(state!), state: 'usable', wrongTries: 0 };
    }
  },
  place: () => undefined,
});

/** Whether an account opens nothing at a moment. */
export const isLockedAt = (state: Credential, at: Temporal.Instant): boolean =>
  state.state === 'locked' && (state.lockedUntil === undefined || Temporal.Instant.compare(state.lockedUntil, at) > 0);

function unlockedOf({ id: subject, person, passwordHash, pinHash, badge, mustChange, isDemo, setAt }: Credential) {
  return { id: subject, person, ...definedOf({ passwordHash, pinHash, badge, isDemo }), mustChange, setAt };
}

/** Only what is there: a field that is not said is left out, not set to nothing. */
function definedOf<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
