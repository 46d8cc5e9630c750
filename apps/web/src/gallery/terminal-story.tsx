import { useState } from 'react';
import {
  BigButton,
  Button,
  DoBar,
  HourByHour,
  judge,
  StateStrip,
  StepCard,
  StepPicture,
  StepStrip,
  Terminal,
  TerminalTop,
  Tile,
  useToast,
  ValueEntry,
  type StateInterval,
  type UnitState,
} from '@millrace/ui';
import { at } from './invented.ts';

const limits = { low: '18.20', high: '18.80', unit: 'g' };

const minutes: readonly [UnitState, number, string?][] = [
  ['production', 52],
  ['micro', 2],
  ['production', 31],
  ['delay', 9, 'Feeder jam'],
  ['production', 44],
  ['setup', 18, 'Foil reel'],
  ['production', 61],
  ['micro', 3],
  ['production', 27],
  ['delay', 13],
];

function intervals(): StateInterval[] {
  let minute = 0;
  return minutes.map(([state, length, reason], i) => {
    const from = Date.parse(at('06:00')) + minute * 60_000;
    minute += length;
    return {
      id: String(i),
      state,
      from: new Date(from).toISOString(),
      to: new Date(from + length * 60_000).toISOString(),
      ...(reason ? { reason } : {}),
      ...(state === 'delay' && !reason ? { isUnexplained: true } : {}),
    };
  });
}

/** Stands for acts that tell their outcome; seen by nobody, pressed by tests. */
function Tellers() {
  const toast = useToast();
  return ['A reading is kept', 'Counted: 120 good', 'In-process check: done'].map((text) => (
    <button key={text} type="button" className="sr" tabIndex={-1} onClick={() => toast({ tone: 'good', text })}>
      Tell: {text}
    </button>
  ));
}

/** One job at a packaging station. */
export function TerminalStory() {
  const [value, setValue] = useState('18.93');
  const verdict = judge(value, limits);
  const isOut = verdict.verdict === 'above' || verdict.verdict === 'below';
  return (
    <Terminal
      top={
        <TerminalTop unit="Blister 2 · station PK-21" job="Order 4500128 · Relvanta 20 mg × 30 · lot R26K114" shift="Early shift · crew B">
          <Button>Hand over</Button>
          <Tellers />
        </TerminalTop>
      }
      left={
        <>
          <Tile label="Rate, packs per minute" aside="target 100" value="97" huge />
          <div className="tile-pair">
            <Tile label="Good" value="23,418" note="of 40,000 · ends 14:05" />
            <Tile label="Scrap" value="212" note="0.9 % · limit 1.5 %" />
          </div>
          <div className="tile">
            <div className="tile-label">
              <span>Hour by hour, % of target</span>
              <span className="num">10:20</span>
            </div>
            <HourByHour
              hours={[
                { label: '06', good: 96, target: 100, passed: 1 },
                { label: '07', good: 102, target: 100, passed: 1 },
                { label: '08', good: 88, target: 100, passed: 1, note: 'Feeder jam, 9 min' },
                { label: '09', good: 101, target: 100, passed: 1 },
                { label: '10', good: 34, target: 100, passed: 0.33 },
              ]}
            />
          </div>
        </>
      }
      right={
        <>
          {isOut ? (
            <BigButton kind="call" icon="alert" title="Open deviation" note={`${value} g against 18.20 – 18.80 g · holds lot R26K114`} />
          ) : (
            <BigButton icon="quality" title="Quality" note="deviation · sample · line clearance" />
          )}
          <BigButton icon="help" title="Help" note="maintenance · quality · team leader" />
          <BigButton icon="clock" title="Reason for last stop" note="10:07, 13 min · 1 unexplained" />
          <BigButton icon="swap" title="Material and scrap" note="foil reel ends in 18 min" />
        </>
      }
      foot={
        <>
          <StateStrip name="Blister 2, early shift" from={at('06:00')} to={at('10:20')} intervals={intervals()} legend onPick={() => undefined} />
          <StepStrip
            steps={[
              { label: 'Line clearance', step: 'done' },
              { label: 'Foil and lot', step: 'done' },
              { label: 'First pieces', step: 'done' },
              { label: 'In-process check', step: isOut ? 'blocked' : 'now' },
              { label: 'Change reel', step: 'ahead' },
              { label: 'Close lot', step: 'ahead' },
            ]}
            onPick={() => undefined}
          />
        </>
      }
    >
      <StepCard label="Step 4 of 6 · in-process check · every 30 min" due="due 3 min ago" isLate title="Weigh 10 blisters and record the mean">
        Take ten in a row from the outfeed. Scale SC-07 sends the value; type it only if the scale is out.
      </StepCard>
      <StepPicture label="Ten blisters in a row, seal side down, onto scale SC-07">
        <Picture />
      </StepPicture>
      <DoBar>
        <ValueEntry label="Mean of 10" value={value} limits={limits} onChange={setValue} source="scale SC-07 · calibrated to 12 Jan" />
        <BigButton kind="go" title="Complete step" why={isOut ? 'Blocked: open a deviation to go on' : value === '' ? 'Weigh first' : undefined} />
      </DoBar>
    </Terminal>
  );
}

function Picture() {
  return (
    <svg viewBox="0 0 900 330" aria-hidden="true">
      <g fill="var(--paper)" stroke="var(--edge)" strokeWidth="2">
        <rect x="90" y="90" width="420" height="150" rx="12" />
        {Array.from({ length: 10 }, (_, i) => (
          <circle key={i} cx={140 + (i % 5) * 80} cy={135 + Math.floor(i / 5) * 62} r="22" />
        ))}
      </g>
      <g fill="none" stroke="var(--ink-2)" strokeWidth="3">
        <rect x="600" y="120" width="210" height="120" rx="10" fill="var(--brand-2)" />
        <rect x="630" y="140" width="150" height="44" fill="#1e2b35" />
        <path d="M520 165H590m-14 -10l14 10l-14 10" />
      </g>
      <text x="705" y="171" textAnchor="middle" fontSize="26" fontFamily="var(--mono)" fill="#9ad0b0">
        18.93 g
      </text>
      <g fontSize="20" fill="var(--ink-2)">
        <text x="90" y="285">
          10 in a row, seal side down
        </text>
        <text x="600" y="285">
          SC-07 · calibrated to 12 Jan
        </text>
      </g>
    </svg>
  );
}
