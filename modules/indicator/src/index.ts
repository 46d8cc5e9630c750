export { value, valueOf, type Reckoned, type Value } from './value/value.ts';
export { reckon } from './value/reckon.ts';
export { reckonOee, unheardOf, type CountedPieces, type OeeGround, type UnheardPieces } from './oee/reckon-oee.ts';
export { leavesOf, type ReasonInterval, type StatedInterval } from './oee/leaves.ts';
