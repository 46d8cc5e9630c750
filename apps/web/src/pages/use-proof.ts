import { proveAll, type Progress, type Proof, type ProofPage } from '@millrace/record/proof';
import { useClient } from '@millrace/ui';
import { useEffect, useRef, useState } from 'react';

/** A proof of the trail on request, with how far it is. */
export function useProof(): { proof: Proof | undefined; at: number | undefined; progress: Progress | undefined; error: unknown; prove: () => void } {
  const client = useClient();
  const [done, setDone] = useState<{ proof: Proof; at: number }>();
  const [progress, setProgress] = useState<Progress>();
  const [error, setError] = useState<unknown>();
  const leaving = useRef(new AbortController());
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current.abort();
  }, []);

  async function prove() {
    const { signal } = leaving.current;
    setError(undefined);
    setProgress({ seals: 0, of: 0, acts: 0 });
    try {
      const proof = await proveAll((after, atMost) => client.ask<ProofPage>('record.trail.verify', { after, most: atMost }, signal), setProgress);
      setDone({ proof, at: Date.now() });
    } catch (cause) {
      // who has left the page wants no answer
      if (!signal.aborted) setError(cause);
    }
    setProgress(undefined);
  }
  return { proof: done?.proof, at: done?.at, progress, error, prove: () => void prove() };
}
