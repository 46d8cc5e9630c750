import { complete, endChecks, isToVerify, verify, type Execution, type Step } from '@millrace/mes';
import { BigButton, clock, DoBar, fromNow, span, StepCard, useMayNot, useNames, useRun, useText, useWould, useZone } from '@millrace/ui';
import { DoStep } from './do-step.tsx';
import { PictureOfStep } from './picture.tsx';
import { Readings } from './readings.tsx';
import { SignStep } from './sign-step.tsx';
import { askedStates, endOf, nextAsked, repeatState, type RepeatState } from './step-state.ts';

export interface StepViewProps {
  readonly place: string;
  readonly execution: Execution;
  readonly revision: number;
  readonly at: number;
  readonly isInHand: boolean;
  readonly now: number;
  readonly onDone: () => void;
  readonly onPick: (at: number) => void;
}

/** One step: its instruction, its picture, what was read, one value and one button. */
export function StepView({ place, execution, revision, at, isInHand, now, onDone, onPick }: StepViewProps) {
  const t = useText();
  const would = useWould();
  const mayNot = useMayNot();
  const step = execution.steps[at]!;
  const states = askedStates(execution, step);
  const one = nextAsked(states);
  const repeat = repeatState(execution, step, now);
  const isRead = states.every((state) => state.is === 'good' || state.is === 'allowed' || state.is === 'blocked');
  const sentence = would(complete, execution, { execution: execution.id, step: step.id, check: repeat?.check.n }, place);
  const why = mayNot('mes.step.complete', place) ?? sentence;
  const due = repeat && dueInWords(repeat, now, t);
  const label = [
    t('Step {{n}} of {{all}}', { n: at + 1, all: execution.steps.length }),
    repeat && t('check {{n}}', { n: repeat.check.n }),
    step.everyS !== undefined && t('every {{time}}', { time: span(step.everyS) }),
  ]
    .filter(Boolean)
    .join(' · ');
  const hasReadings = execution.readings.some((reading) => reading.step === step.id);
  return (
    <>
      <StepCard label={label} title={step.title} {...(due === undefined ? {} : { due, isLate: repeat!.isDue })}>
        {step.instruction}
      </StepCard>
      <div
        className="step-middle"
        data-picture={step.picture !== undefined || undefined}
        data-readings={hasReadings || step.data.length > 1 || step.picture === undefined || undefined}
      >
        {step.picture !== undefined && <PictureOfStep picture={step.picture} title={step.title} />}
        {step.data.length > 0 ? (
          <Readings execution={execution} step={step} states={states} current={isInHand && step.doneBy === undefined ? one?.asked.id : undefined} />
        ) : (
          step.picture === undefined && <div className="tile muted">{t('Nothing is recorded in this step.')}</div>
        )}
      </div>
      {isToVerify(step) ? (
        <DoBar>
          <Done step={step} />
          <SignStep
            verb="verify"
            place={place}
            execution={execution}
            revision={revision}
            step={step}
            why={mayNot('mes.step.verify', place) ?? would(verify, execution, { execution: execution.id, step: step.id }, place)}
            onDone={onDone}
          />
        </DoBar>
      ) : step.doneBy !== undefined ? (
        <Done step={step} />
      ) : (
        <DoStep
          key={`${repeat?.check.n} ${one?.asked.id} ${one?.readings.length}`}
          execution={execution}
          step={step.id}
          check={repeat?.check.n}
          one={one}
          isAllRead={isRead}
          complete={<SignStep verb="complete" place={place} execution={execution} revision={revision} step={step} check={repeat?.check.n} why={why} onDone={onDone} />}
          {...(repeat &&
            !repeat.isDue &&
            !repeat.hasBegun &&
            repeat.done > 0 && { goOn: <GoOn place={place} execution={execution} at={at} repeat={repeat} now={now} onPick={onPick} /> })}
        />
      )}
    </>
  );
}

/** When a check is due, as people say it. */
function dueInWords({ check, isDue, isStanding }: RepeatState, now: number, t: ReturnType<typeof useText>): string {
  if (isStanding && !isDue) return t('{{time}} left when it goes on', { time: span(check.leftS ?? 0) });
  const ago = fromNow(check.dueAt.epochMilliseconds, now);
  return ago === 'now' ? t('due now') : t('due {{ago}}', { ago });
}

/** Between two checks: the next one may be done early on the left; when the run is over, on to what ends the checks. */
function GoOn({
  place,
  execution,
  at,
  repeat,
  now,
  onPick,
}: {
  readonly place: string;
  readonly execution: Execution;
  readonly at: number;
  readonly repeat: RepeatState;
  readonly now: number;
  readonly onPick: (at: number) => void;
}) {
  const t = useText();
  const run = useRun();
  const mayNot = useMayNot();
  const would = useWould();
  const step = execution.steps[at]!;
  const next = execution.steps.findIndex((one, i) => i > at && one.doneBy === undefined);
  const note = t('check {{n}} is done · next {{due}}', { n: repeat.check.n - 1, due: dueInWords(repeat, now, t) });
  if (endOf(execution, at) !== undefined && next !== -1)
    return <BigButton icon="chevron" title={t('On to: {{step}}', { step: execution.steps[next]!.title })} note={note} onClick={() => onPick(next)} />;
  const input = { execution: execution.id, step: step.id };
  return (
    <BigButton
      icon="check"
      title={t('The run is over')}
      note={note}
      why={mayNot('mes.step.end-checks', place) ?? would(endChecks, execution, input, place)}
      onClick={() =>
        run({
          label: 'End the checks',
          address: 'mes.step.end-checks',
          input,
          consequence: t('“{{step}}” is not asked again in this job.', { step: step.title }),
          done: t('The checks are over'),
        })
      }
    />
  );
}

/** Who did a step, and who verified it or may yet. */
function Done({ step }: { readonly step: Step }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const { doneBy, doneAt, verifiedBy, verifiedAt } = step;
  return (
    <div className="tile">
      <p>
        <b>
          <span aria-hidden="true">✓ </span>
          {t('Done by {{who}}', { who: names.person(doneBy) })}
        </b>
        {doneAt && <span className="muted num"> · {clock(doneAt.toString(), zone)}</span>}
      </p>
      {verifiedBy !== undefined && (
        <p>
          <b>
            <span aria-hidden="true">✓ </span>
            {t('Verified by {{who}}', { who: names.person(verifiedBy) })}
          </b>
          {verifiedAt && <span className="muted num"> · {clock(verifiedAt.toString(), zone)}</span>}
        </p>
      )}
      {isToVerify(step) && <p className="muted">{t('Another person verifies it ({{role}}); then the work goes on.', { role: names.role(step.signs?.second) })}</p>}
    </div>
  );
}
