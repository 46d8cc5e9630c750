import type { Shop } from './shop.ts';
import type { Member, Sequence } from './sequence.ts';
import { begin } from './sequence.ts';

// Temperatures in mean delays; set by trying 10 combinations at 4 and 5 s on six weighted-tardiness shops of 100 operations.
const hottest = 6;
const rewarmed = 2;
const coldest = 0.3;
// mixtures of few, and as many fresh beginnings: over 3 seeds of ft10, la17 and la20 with dates the mean gap fell from 17 to 6 % at the same steps
const eliteSize = 10;
// steps of one cooling, per operation: short ones, often, beat long ones at the same time
const stepsPerOperation = 100;

/** Steps of one cooling. */
export const coolingSteps = (shop: Shop): number => Math.max(2_000, stepsPerOperation * shop.operations);

/** Begin the next cooling: of the plan at hand, or, once there is an elite, every other time of a mixture of two of it. */
export function reheat(sequence: Sequence): void {
  const { graph, random, elite, round } = sequence;
  if (sequence.rounds > 0) keepRound(sequence);
  const { order, machine } = round;
  let heat = hottest;
  if (elite.length < eliteSize || random.below(2) === 0) {
    // far from the plan at hand by itself: so hot a beginning forgets it
    order.set(graph.order);
    machine.set(graph.machine.subarray(0, machine.length));
  } else {
    const a = random.below(elite.length);
    const b = (a + 1 + random.below(elite.length - 1)) % elite.length;
    mix(sequence, elite[a]!, elite[b]!, 0.3 + 0.4 * random.next());
    heat = rewarmed;
  }
  round.cost = Infinity;
  begin(sequence, order.slice(), machine.slice());
  sequence.rounds++;
  sequence.left = coolingSteps(graph.shop);
  sequence.temperature = sequence.scale * heat;
  sequence.cooling = (coldest / heat) ** (1 / sequence.left);
}

/** Put the round's best into the elite in place of the worst, unless it is there already. */
function keepRound(sequence: Sequence): void {
  const { elite, round } = sequence;
  const member: Member = { order: round.order.slice(), machine: round.machine.slice(), end: round.end.slice(), cost: round.cost };
  if (elite.length < eliteSize) {
    elite.push(member);
    return;
  }
  let worst = 0;
  for (let i = 1; i < elite.length; i++) if (elite[i]!.cost > elite[worst]!.cost) worst = i;
  const isKnown = elite.some((each) => each.cost === member.cost && each.end.every((end, o) => end === member.end[o]));
  sequence.stale++;
  if (!isKnown && member.cost <= elite[worst]!.cost) {
    if (member.cost < elite[worst]!.cost) sequence.stale = 0;
    elite[worst] = member;
  }
  if (sequence.stale > 5 * eliteSize) {
    elite.length = 0;
    sequence.stale = 0;
  }
}

/** What two plans agree on stays, the rest goes with the nearer one; ends are the common measure. */
function mix(sequence: Sequence, a: Member, b: Member, share: number): void {
  const { round, random } = sequence;
  const { order, machine } = round;
  const measure = a.end.map((end, o) => (1 - share) * end + share * b.end[o]!);
  for (let o = 0; o < order.length; o++) {
    order[o] = o;
    machine[o] = random.next() < share ? b.machine[o]! : a.machine[o]!;
  }
  order.sort((x, y) => measure[x]! - measure[y]! || x - y);
}
