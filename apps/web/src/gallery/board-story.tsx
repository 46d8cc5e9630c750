import { Board, BoardColumn, BoardFoot, Button, Chip, daysOf, type BoardColumnProps, type DayResult, type LetterName } from '@millrace/ui';

const today = 22;
const off = [7, 14, 21];

function month(bad: readonly number[], acted: readonly number[] = [], missing: readonly number[] = [], restated: readonly number[] = []) {
  const results: Record<number, DayResult> = {};
  for (let day = 1; day < today; day++) {
    if (off.includes(day) || missing.includes(day)) continue;
    results[day] = { isGood: !bad.includes(day), hasAction: acted.includes(day), isRestated: restated.includes(day) };
  }
  return daysOf({ days: 30, today, results, off });
}

const run = (
  name: string,
  unit: string,
  values: readonly (number | undefined)[],
  target: number,
  low: number,
  high: number,
  better: 'up' | 'down' = 'up',
): BoardColumnProps['run'] => ({
  name,
  unit,
  target,
  low,
  high,
  better,
  points: values.map((value, i) => ({ label: `${i + 8} Nov`, value })),
});

const columns: readonly (Omit<BoardColumnProps, 'whySpan' | 'runSpan'> & { letter: LetterName })[] = [
  {
    letter: 'S',
    name: 'Safety',
    days: month([9]),
    isOnTarget: true,
    value: '0',
    means: 'cases; 13 days free',
    run: run('Hazards closed on time', '%', [94, 96, 97, 95, 98, 96, 92, 95, 97, 96, 98, 95, 96, 97], 95, 90, 100),
    why: [
      { label: 'Guard feeder 2', value: 3 },
      { label: 'Wet floor wash bay', value: 2 },
      { label: 'Lifting aid', value: 1 },
    ],
    whyUnit: 'open',
    actions: [
      {
        id: '1',
        text: 'Guard feeder 2 refit',
        owner: { name: 'maintenance-1' },
        due: 'today',
        isDue: true,
        progress: 'late',
      },
    ],
  },
  {
    letter: 'Q',
    name: 'Quality',
    days: month([4, 5, 12, 18, 19], [18]),
    isOnTarget: false,
    value: '99.1 %',
    means: 'first pass, target 99.3',
    run: run('First pass yield', '%', [99.4, 99.5, 99.3, 98.9, 99.0, 99.4, 99.6, 99.4, 99.5, 99.2, 99.4, 98.8, 99.0, 99.1], 99.3, 98.7, 99.9),
    why: [
      { label: 'Blister seal weak', value: 41 },
      { label: 'Missing tablet', value: 17 },
      { label: 'Print smear', value: 9 },
    ],
    whyUnit: 'pcs',
    actions: [
      { id: '2', text: 'Seal plate: change-over check', owner: { name: 'process-1' }, due: '24 Nov', progress: 'do' },
      { id: '3', text: 'Print head trial', owner: { name: 'quality-1' }, due: '25 Nov', progress: 'check' },
    ],
  },
  {
    letter: 'D',
    name: 'Delivery',
    days: month([2, 8, 11, 16], [16], [], [11]),
    isOnTarget: false,
    value: '87 %',
    means: 'schedule adherence, target 95',
    run: run('OEE · ISO 22400', '%', [71, 73, 70, 64, 68, 72, 74, 70, 69, 73, 66, 71, 70, 59], 72, 60, 80),
    why: [
      { label: 'Feeder jam', value: 64 },
      { label: 'Wait for material', value: 38 },
      { label: 'Format change', value: 26 },
    ],
    whyUnit: 'min',
    actions: [
      { id: '4', text: 'Order star wheel', owner: { name: 'maintenance-1' }, due: 'today', isDue: true, progress: 'late' },
      { id: '5', text: 'Stage foil at −30 min', owner: { name: 'warehouse-1' }, due: '23 Nov', progress: 'do' },
    ],
  },
  {
    letter: 'C',
    name: 'Cost',
    days: month([6, 13], [], [20]),
    isOnTarget: true,
    value: '1.8 %',
    means: 'scrap of material value, limit 2.0',
    run: run('Energy per 1,000 packs', 'kWh', [5.1, 5.0, 5.2, 5.1, 5.0, 5.3, 5.2, undefined, 4.9, 5.1, 5.2, 5.0, 5.1, 5.0], 5.2, 4.7, 5.5, 'down'),
    why: [
      { label: 'Foil start-up', value: 310 },
      { label: 'Reject bin', value: 190 },
      { label: 'Leaflet waste', value: 60 },
    ],
    whyUnit: '€',
    actions: [],
  },
  {
    letter: 'P',
    name: 'People',
    days: month([10]),
    isOnTarget: true,
    value: '11/12',
    means: 'crew on shift, skills covered',
    run: run('Standard work done', '%', [92, 95, 90, 96, 94, 97, 91, 88, 95, 96, 94, 97, 95, 96], 93, 86, 100),
    why: [
      { label: 'Training overdue', value: 2 },
      { label: 'Sealer: one person', value: 1 },
    ],
    whyUnit: '',
    actions: [{ id: '6', text: 'Train 2nd sealer setter', owner: { name: 'team-leader-1' }, due: '30 Nov', progress: 'do' }],
  },
];

/** The T1 board of a line. */
export function BoardStory() {
  return (
    <Board
      tier="T1"
      title="Packaging line 2"
      sub="Night shift just closed · Sun 22 Nov 2026 · crew A → B"
      heard={{ share: 0.98, of: 'Night shift' }}
      asOf="06:29:40"
      action={<Button kind="primary">Start meeting · due 06:30</Button>}
      foot={
        <>
          <BoardFoot
            title="Sent up"
            chip={
              <Chip tone="bad" sign="▲">
                T2
              </Chip>
            }
            aside="answer in 00:41"
            urgent
          >
            Star wheel: no spare in plant
          </BoardFoot>
          <BoardFoot title="Came back" chip={<Chip tone="good">T2</Chip>} aside={<Button>Accept</Button>}>
            Foil staging: warehouse, from Monday
          </BoardFoot>
          <BoardFoot title="Today">
            <span className="num">6 orders · 412 k packs</span>
          </BoardFoot>
        </>
      }
    >
      {columns.map((column) => (
        <BoardColumn key={column.letter} {...column} runSpan="14 days" whySpan="last 7 days" />
      ))}
    </Board>
  );
}
