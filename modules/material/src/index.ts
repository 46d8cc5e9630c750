export { lot, type Hold, type Lot } from './lot/lot.ts';
export { receive } from './lot/receive.ts';
export { begin } from './lot/begin.ts';
export { adjust } from './lot/adjust.ts';
export { fill } from './lot/fill.ts';
export { hold } from './lot/hold.ts';
export { lift } from './lot/lift.ts';
export { release } from './lot/release.ts';
export { reject } from './lot/reject.ts';
