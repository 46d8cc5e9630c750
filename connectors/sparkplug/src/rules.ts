/** What a host must be told to do its work. Times are ms. */
export interface HostRules {
  readonly hostId: string;
  /** How long a message may be overtaken by later ones before it counts as lost (Reorder Timeout); 0: not at all. */
  readonly reorderMs: number;
  /** An edge node is asked for its birth at most this often. */
  readonly rebirthEveryMs: number;
  /** A host that only listens asks nobody for a rebirth. */
  readonly asksRebirth: boolean;
  readonly maxPayloadBytes: number;
}
