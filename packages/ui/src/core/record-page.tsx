import type { ReactNode } from 'react';
import { ActionPanel } from '../act/action-panel.tsx';
import type { Action } from '../act/action.ts';
import { useText } from '../text/text.ts';
import { Card } from './card.tsx';
import { Facts, type Fact } from './facts.tsx';
import { PageHeader, type Crumb } from './page-header.tsx';
import { Rail, type RailStep } from './rail.tsx';
import { Signatures, type SignatureShown, type SignaturesProps } from './signatures.tsx';
import { TiedTo, type Tie } from './tied-to.tsx';
import { Timeline, type Happening } from './timeline.tsx';
import { AsDocument, PastNotice } from '../plant/as-of.tsx';
import { Files } from '../plant/files.tsx';
import { PrintHead } from '../plant/print-head.tsx';
import type { RecordShown } from '../plant/record.tsx';
import './core.css';
import './print.css';

export interface RecordPageProps {
  /** The record itself: brings its files, its past and its printed form. */
  readonly of?: RecordShown;
  readonly trail?: readonly Crumb[];
  readonly title: ReactNode;
  readonly chips?: ReactNode;
  readonly rail?: readonly RailStep[];
  readonly facts: readonly Fact[];
  readonly actions: readonly Action[];
  readonly happened: readonly Happening[];
  readonly ties?: readonly Tie[];
  readonly signatures?: readonly SignatureShown[];
  /** What of several signatures is still open. */
  readonly signing?: Pick<SignaturesProps, 'open' | 'count'>;
  /** The signal that matters and what else belongs to this noun, between the facts and what happened. */
  readonly children?: ReactNode;
  /** Further cards at the right. */
  readonly side?: ReactNode;
  readonly now?: number;
}

/** The page every record has: where it stands, facts, what matters, what happened, what you can do now and why not, what it is tied to, who signed. */
export function RecordPage({ of, trail, title, chips, rail, facts, actions, happened, ties = [], signatures, signing, children, side, now }: RecordPageProps) {
  const t = useText();
  return (
    <>
      <PageHeader {...(trail ? { trail } : {})} title={title} chips={chips}>
        {rail && <Rail steps={rail} />}
      </PageHeader>
      {of && <PrintHead page={of} />}
      <div className="body" data-past={of?.isPast || undefined}>
        <div className="stack">
          {of?.isPast && <PastNotice page={of} />}
          <Card>
            <Facts facts={facts} />
          </Card>
          {children}
          <Card title={t('What happened')}>
            <Timeline happenings={happened} {...(now === undefined ? {} : { now })} />
          </Card>
        </div>
        <div className="side">
          {!of?.isPast && <ActionPanel actions={actions} />}
          {of && <Files page={of} />}
          <TiedTo ties={[...ties, ...referringTies(of, ties)]} />
          {signatures && <Signatures signatures={signatures} {...(of?.isPast ? {} : signing)} />}
          {side}
          {of && <AsDocument page={of} />}
        </div>
      </div>
    </>
  );
}

/** What other rooms have about this record, where the page does not name it itself. */
function referringTies(of: RecordShown | undefined, ties: readonly Tie[]): readonly Tie[] {
  const named = new Set(ties.map((tie) => tie.id));
  return (of?.referring ?? []).flatMap(({ noun, id, title, number, state }) =>
    named.has(id) ? [] : [{ noun, id, label: number === null ? title : `${title} ${number}`, aside: state.replaceAll('-', ' ') }],
  );
}
