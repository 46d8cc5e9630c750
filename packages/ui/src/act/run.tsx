import { createContext, use, useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useAct } from '../client/act.tsx';
import type { Envelope, Outcome } from '../client/client.ts';
import { Fault, signatureAsked } from '../client/refusal.ts';
import { useText } from '../text/text.ts';
import { useOutbox } from '../outbox/outbox-provider.tsx';
import { ActDialog } from './act-dialog.tsx';
import { needsDialog, type Action } from './action.ts';
import { useToast } from './toasts.tsx';

interface Runner {
  readonly run: (action: Action) => void;
  /** Actions of the screen in front, for the search. */
  readonly offered: OfferedActions;
}

const RunContext = createContext<Runner | undefined>(undefined);

/** Holds the one dialog that asks for what a command still needs, and tells what came of it. */
export function RunProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<Action>();
  // each press its own: one that waits for a server that does not answer must not swallow the next
  const [direct, setDirect] = useState<readonly { readonly press: number; readonly action: Action }[]>([]);
  const presses = useRef(0);
  const offered = useMemo(createOffered, []);
  const run = (action: Action) => {
    if (needsDialog(action)) return setOpen(action);
    const press = ++presses.current;
    setDirect((was) => [...was, { press, action }]);
  };
  return (
    <RunContext value={useMemo(() => ({ run, offered }), [offered])}>
      {children}
      {open && <ActDialog key={open.address} action={open} onClose={() => setOpen(undefined)} />}
      {direct.map(({ press, action }) => (
        <RunAtOnce
          key={press}
          action={action}
          onAsked={(meaning) => setOpen({ ...action, signs: meaning })}
          onEnd={() => setDirect((was) => was.filter((one) => one.press !== press))}
        />
      ))}
    </RunContext>
  );
}

/** Starts an action: asks for what is missing in a dialog, or does it at once. */
export function useRun(): (action: Action) => void {
  const runner = use(RunContext);
  if (!runner) throw new Error('useRun stands outside <RunProvider>');
  return runner.run;
}

/** Sends an action, by the outbox if it is a report and the server cannot be reached; shared by dialog and direct run. */
export function useSend(action: Action): { send: (input: unknown, envelope: Envelope) => Promise<void>; busy: boolean; error: unknown } {
  const acting = useAct(action.address);
  const outbox = useOutbox();
  const toast = useToast();
  const t = useText();

  function tell(outcome: Outcome) {
    const remark = outcome.remarks?.find((one) => one.sentence !== undefined)?.sentence;
    if (outcome.kept) toast({ tone: 'warn', stays: true, text: t('Recorded, and it needs explaining: {{why}}', { why: outcome.kept.sentence }) });
    else if (remark !== undefined) toast({ tone: 'warn', stays: true, text: t('Done, with a remark: {{why}}', { why: remark }) });
    else toast({ tone: 'good', text: action.done ?? sentenceOf(outcome, t(action.label)) });
  }

  async function send(input: unknown, envelope: Envelope) {
    if (!action.report) {
      const outcome = await acting.act(input, envelope);
      tell(outcome);
      action.onDone?.(outcome);
      return;
    }
    const { sent } = await outbox.report({ address: action.address, input, envelope, label: t(action.label) });
    if (sent) tell(sent);
    else toast({ tone: 'warn', text: t('Kept on this device: {{what}}. It is sent when the server answers.', { what: t(action.label) }) });
    action.onDone?.(sent);
  }
  return { send, busy: acting.busy, error: acting.error };
}

function RunAtOnce({ action, onAsked, onEnd }: { readonly action: Action; readonly onAsked: (meaning: string) => void; readonly onEnd: () => void }) {
  const { send } = useSend(action);
  const toast = useToast();
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    send(action.input ?? {}, action.seen === undefined ? {} : { seen: action.seen })
      .catch((error: unknown) => {
        const meaning = signatureAsked(error);
        if (meaning !== undefined) return onAsked(meaning);
        toast({ tone: error instanceof Fault ? 'bad' : 'warn', text: error instanceof Error ? error.message : String(error), stays: true });
      })
      .finally(onEnd);
    // runs once per press: the component is mounted by the press and unmounted by its end
  }, []);
  return null;
}

function sentenceOf(outcome: Outcome, label: string): string {
  const record = outcome.records[0];
  if (!record?.number) return label;
  return record.state ? `${record.number}: ${record.state}` : `${record.number} · ${label}`;
}

interface OfferedActions {
  readonly add: (actions: readonly Action[]) => () => void;
  readonly subscribe: (changed: () => void) => () => void;
  readonly all: () => readonly Action[];
}

function createOffered(): OfferedActions {
  const held = new Set<readonly Action[]>();
  const watchers = new Set<() => void>();
  let all: readonly Action[] = [];
  const change = () => {
    all = [...held].flat();
    for (const watch of watchers) watch();
  };
  return {
    add(actions) {
      held.add(actions);
      change();
      return () => {
        held.delete(actions);
        change();
      };
    },
    subscribe(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    all: () => all,
  };
}

/** Lets the search find these actions while the component is shown. */
export function useOffer(actions: readonly Action[]): void {
  const runner = use(RunContext);
  const print = actions.map((action) => `${action.address} ${action.label} ${action.why ?? ''} ${action.seen ?? ''}`).join('|');
  // offered again only when what they say has changed, not on every render of the page
  useEffect(() => runner?.offered.add(actions), [runner, print]);
}

/** The actions of the screen in front. */
export function useOffered(): readonly Action[] {
  const runner = use(RunContext);
  return useSyncExternalStore(runner?.offered.subscribe ?? noSubscription, runner?.offered.all ?? noActions);
}

const none: readonly Action[] = [];
const noActions = () => none;
const noSubscription = () => () => undefined;
