// Asked by the screen and by the command line alike: it runs in a browser, and imports nothing.

/** What a proof of the whole trail said. */
export interface Proof {
  readonly site: string;
  readonly seals: number;
  readonly acts: number;
  readonly anchored: number;
  readonly rows: number;
  readonly unsealed: number;
  readonly findings: readonly {
    readonly what: string;
    readonly where: string;
    readonly sentence: string;
    /** Records it is about; absent from servers of before. */
    readonly of?: readonly { readonly noun: string; readonly id: string; readonly called: string }[];
    readonly changes?: readonly { readonly field: string; readonly recorded: unknown; readonly now: unknown }[];
  }[];
}
/** How far it is. */
export interface Progress {
  readonly seals: number;
  readonly of: number;
  readonly acts: number;
}
/** What one request answers; the last one has no `next`. */
export type ProofPage = Proof & { readonly next?: number; readonly of: number };

// 20 seals of at most 1,000 acts: a request of seconds, however long the trail is
const most = 20;

/** Proves the whole trail page by page; ends with the first page that is not answered. */
export async function proveAll(ask: (after: number, most: number) => Promise<ProofPage>, told: (progress: Progress) => void): Promise<Proof> {
  let [seals, acts] = [0, 0];
  const findings: Proof['findings'][number][] = [];
  for (let after = 0; ;) {
    const page = await ask(after, most);
    seals += page.seals;
    acts += page.acts;
    findings.push(...page.findings);
    told({ seals, of: page.of, acts });
    if (page.next === undefined) return { ...page, seals, acts, findings };
    after = page.next;
  }
}
