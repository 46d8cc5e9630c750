import { Fragment } from 'react';
import { Button } from '../core/button.tsx';
import { Card } from '../core/card.tsx';
import { useMayNot } from '../plant/may-not.ts';
import { useText } from '../text/text.ts';
import type { Action } from './action.ts';
import { useOffer, useRun } from './run.tsx';

/** "You can": every command of this record, and beneath the ones that cannot be done now, why. */
export function ActionPanel({ actions, title }: { readonly actions: readonly Action[]; readonly title?: string }) {
  const t = useText();
  const run = useRun();
  const whyNot = useWhyNot();
  useOffer(actions);
  return (
    <Card title={title ?? t('You can')}>
      <div className="can">
        {actions.length === 0 && <p className="muted small">{t('Nothing to do here.')}</p>}
        {actions.map((action) => (
          <Fragment key={action.address + action.label}>
            <Button wide kind={action.kind ?? 'normal'} why={whyNot(action)} {...(action.signs ? { note: t('signs') } : {})} onClick={() => run(action)}>
              {t(action.label)}
            </Button>
            {action.says !== undefined && whyNot(action) === undefined && <p className="btn-why">{t(action.says)}</p>}
          </Fragment>
        ))}
      </div>
    </Card>
  );
}

/** One command as a button, with its refusal beneath it. */
export function ActionButton({ action }: { readonly action: Action }) {
  const run = useRun();
  const t = useText();
  const why = useWhyNot()(action);
  return (
    <Button kind={action.kind ?? 'normal'} why={why} {...(action.signs ? { note: t('signs') } : {})} onClick={() => run(action)}>
      {t(action.label)}
    </Button>
  );
}

/** Why an action cannot be done: its own rule first, then the person's permission. */
export function useWhyNot(): (action: Action) => string | undefined {
  const t = useText();
  const mayNot = useMayNot();
  return (action) => (action.why === undefined ? undefined : t(action.why)) ?? mayNot(action.address, action.place);
}
