export { isCounted, value, valueOf, type Reckoned, type Value } from './value/value.ts';
export { isKeptAs, reckon } from './value/reckon.ts';
export { reckonOee, uncountedFlags, unheardOf, type Uncounted, type CountedPieces, type CounterIs, type OeeGround, type UnheardPieces } from './oee/reckon-oee.ts';
export { metersOf, type Meter } from './energy/meter.ts';
export { energyUsed, unread, type Used } from './energy/used.ts';
export { reckonEnergy } from './energy/reckon-energy.ts';
export { leavesOf, type ReasonInterval, type StatedInterval } from './oee/leaves.ts';
