/** Who is signed in at this screen, in which roles, where. */
export interface Session {
  readonly person: { readonly id: string; readonly name: string; readonly initials: string };
  /** Role and the part of the plant it holds for; null is the whole site. */
  readonly roles: readonly { readonly role: string; readonly place: string | null; readonly lentBy?: string; readonly until?: string }[];
  readonly site: { readonly id: string; readonly name: string; readonly zone?: string };
  /** Addresses the person may use. */
  readonly permissions: readonly string[];
  readonly demo: boolean;
  /** Seconds without a touch after which the session closes; 0 never. */
  readonly idleTimeoutS: number;
  /** Where the person's first role begins: a screen's path, or a group of the navigation. */
  readonly home?: string;
  /** Name of the terminal this session was opened at. */
  readonly station?: string | null;
  /** Identity of this session, so that it goes on where the others end. */
  readonly session?: string | null;
}

/** `GET /api/session` as the server writes it. */
export interface SessionAnswer extends Omit<Session, 'site'> {
  readonly site: string | Session['site'];
  readonly siteName?: string;
  readonly timeZone?: string;
}

/** The session of an answer: site, its name and its time zone put together. */
export function readSession({ site, siteName, timeZone, ...rest }: SessionAnswer): Session {
  if (typeof site !== 'string') return { ...rest, site };
  return { ...rest, site: { id: site, name: siteName ?? site, ...(timeZone === undefined ? {} : { zone: timeZone }) } };
}
