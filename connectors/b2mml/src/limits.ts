/** How much of a document is read at all. */
export interface Limits {
  /** A larger document is refused before anything of it is parsed, bytes. */
  readonly maxBytes: number;
  /** Elements within elements. */
  readonly maxDepth: number;
  readonly maxElements: number;
}

/** 10 MB is some 20,000 orders; no schedule nests deeper than a dozen segments; a tree of so many elements takes some 200 MB at most. */
export const usualLimits: Limits = { maxBytes: 10 * 1024 * 1024, maxDepth: 64, maxElements: 500_000 };
