import type { Execution, Step } from '@millrace/mes';
import { BigButton, Dialog, PinPad, Problem, Refusal, useAct, usePlantModel, useSession, useText, useToast, type Text } from '@millrace/ui';
import { useState } from 'react';

export interface SignStepProps {
  /** The one who did the step completes it, another verifies it. */
  readonly verb: 'complete' | 'verify';
  readonly place: string;
  readonly execution: Execution;
  readonly revision: number;
  readonly step: Step;
  /** Repetition it completes, where the step repeats. */
  readonly check?: number | undefined;
  readonly why: string | undefined;
  readonly onDone: () => void;
}

/** The button that ends or verifies a step; where the plant asks for a signature, the person signs with the PIN on a pad for gloves. */
export function SignStep({ verb, place, execution, revision, step, check, why, onDone }: SignStepProps) {
  const t = useText();
  const model = usePlantModel();
  const toast = useToast();
  const { act, busy, error, reset } = useAct(`mes.step.${verb}`);
  const [meaning, setMeaning] = useState<string>();

  async function complete(secret?: string) {
    const input = { execution: execution.id, step: step.id, ...(check !== undefined && { check }) };
    try {
      await act(input, { seen: revision, ...(secret !== undefined && meaning !== undefined && { signature: { meaning, secret } }) });
      setMeaning(undefined);
      toast({ tone: 'good', text: doneWords(verb, step, check, t) });
      onDone();
    } catch (cause) {
      // the policy may know of a signature that the model on this screen did not
      if (cause instanceof Refusal && cause.rule.endsWith('/signature-needed')) {
        reset();
        setMeaning(String(cause.facts['meaning']));
      } else if (secret === undefined) toast({ tone: 'bad', stays: true, text: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  const asked = model.meaningOf(`mes.step.${verb}`, place);
  return (
    <>
      <BigButton
        kind="go"
        title={verb === 'verify' ? t('Verify step') : check === undefined ? t('Complete step') : t('Complete check {{n}}', { n: check })}
        why={why}
        isWrong={execution.state === 'blocked' && execution.block.step === step.id}
        busy={busy && meaning === undefined}
        onClick={() => {
          reset();
          if (asked === undefined) void complete();
          else setMeaning(asked);
        }}
      />
      {meaning !== undefined && (
        <PinSign
          title={step.title}
          meaning={meaning}
          says={verb === 'verify' ? undefined : step.signs?.says}
          busy={busy}
          error={error}
          onSign={(secret) => void complete(secret)}
          onClose={() => setMeaning(undefined)}
        />
      )}
    </>
  );
}

function doneWords(verb: 'complete' | 'verify', step: Step, check: number | undefined, t: Text): string {
  if (verb === 'verify') return t('{{step}}: verified', { step: step.title });
  return check === undefined ? t('{{step}}: done', { step: step.title }) : t('{{step}}: check {{n}} done', { step: step.title, n: check });
}

/** A signature by PIN at a terminal: printed name, meaning, and a pad that gloves hit; the keyboard works too. */
function PinSign({
  title,
  meaning,
  says,
  busy,
  error,
  onSign,
  onClose,
}: {
  readonly title: string;
  readonly meaning: string;
  /** What the instruction has its signer say of this step. */
  readonly says: string | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSign: (secret: string) => void;
  readonly onClose: () => void;
}) {
  const t = useText();
  const { person } = useSession();
  const [pin, setPin] = useState('');
  return (
    <Dialog title={t('Sign: {{what}}', { what: title })} onClose={onClose} size="sm">
      <div className="stack">
        <p>
          <b>{person.name}</b>
          <br />“{meaning}”
          {says !== undefined && (
            <>
              <br />“{says}”
            </>
          )}
        </p>
        <PinPad
          pin={pin}
          onPin={setPin}
          asks={t('type your PIN')}
          does={t('Sign')}
          icon="sign"
          busy={busy}
          onDone={() => {
            onSign(pin);
            setPin('');
          }}
        />
        {error !== undefined && <Problem error={error} />}
      </div>
    </Dialog>
  );
}
