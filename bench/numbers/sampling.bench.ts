/**
 * How fast plans are looked up, judged and drawn as curves on one core. The peer of a look-up is the least there is, one access to a Map
 * already filled; that of a curve is the plain sum of binomial terms by recurrence, right only where no term underflows. No npm library
 * known to us has these tables with their arrows right (the widely copied one accepts 14 where the standard says 10).
 */
import {
  acceptanceProbability,
  afterEvent,
  attributePlan,
  beginSwitching,
  codeLetters,
  designAttributePlan,
  judge,
  preferredAqls,
  singlePlan,
  variablesPlan,
  type FoundPlan,
} from '@millrace/sampling';

const letters = codeLetters.filter((letter) => letter !== 'S');
const requests = letters.flatMap((letter) => preferredAqls.map((aql) => ({ standard: 'ISO 2859-1', letter, aql }) as const));
const kept = new Map<string, FoundPlan>(requests.map((request) => [`${request.letter}${request.aql}`, attributePlan(request)]));
const plan = singlePlan(200, 10);

let sink = 0;
/** Calls per second of the best of five rounds of about 50 ms or more. */
function rate(call: (i: number) => number): number {
  let calls = 1;
  for (;;) {
    const begun = performance.now();
    for (let i = 0; i < calls; i++) sink += call(i);
    if (performance.now() - begun > 50) break;
    calls *= 2;
  }
  let best = 0;
  for (let round = 0; round < 5; round++) {
    const begun = performance.now();
    for (let i = 0; i < calls; i++) sink += call(i);
    best = Math.max(best, (1000 * calls) / (performance.now() - begun));
  }
  return best;
}

function plainCurve(p: number): number {
  let term = (1 - p) ** 200;
  let sum = term;
  for (let k = 1; k <= 10; k++) {
    term *= ((200 - k + 1) / k) * (p / (1 - p));
    sum += term;
  }
  return sum;
}

const share = (i: number): number => 0.01 + (i % 100) / 1000;
let state = beginSwitching('ISO 2859-1');
const lines: [what: string, ours: (i: number) => number, plain?: [what: string, call: (i: number) => number]][] = [
  [
    'plan of ISO 2859-1, arrows followed',
    (i) => attributePlan(requests[i % requests.length]!).stages[0]!.sampleSize,
    [
      'a filled Map',
      (i) => {
        const { letter, aql } = requests[i % requests.length]!;
        return kept.get(`${letter}${aql}`)!.stages[0]!.sampleSize;
      },
    ],
  ],
  ['plan by variables of Z1.9', (i) => variablesPlan({ aql: 1, method: 's', lotSize: 100 + (i % 1000) }).sampleSize],
  ['judge a lot', (i) => Number(judge(plan, [i % 20]) === 'accept'), ['one comparison', (i) => Number(i % 20 <= 10)]],
  ['acceptance of (200, 10)', (i) => acceptanceProbability(plan, share(i)), ['plain recurrence', (i) => plainCurve(share(i))]],
  ['a plan by two risk points', () => designAttributePlan({ goodQuality: 0.01, producerRisk: 0.05, poorQuality: 0.06, consumerRisk: 0.1 }).stages[0]!.sampleSize],
  [
    'switching, one lot',
    (i) => {
      state = afterEvent(state, { type: 'lot', isAccepted: true, nonconforming: i % 2, accept: 2, acceptOneStepTighter: 1 });
      return state.score > 1000 ? ((state = beginSwitching('ISO 2859-1')), 0) : 1;
    },
  ],
];
console.log('sampling, one core, best of five');
for (const [what, ours, plain] of lines) {
  const own = rate(ours);
  const other = plain && rate(plain[1]);
  console.log(`${what}: ${(own / 1000).toPrecision(3)} k/s${plain && other ? `; ${plain[0]} ${(other / 1000).toPrecision(3)} (ratio ${(own / other).toPrecision(2)})` : ''}`);
}
if (Number.isNaN(sink)) console.log('a call gave no number');
