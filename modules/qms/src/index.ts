export { deviation, type Deviation } from './deviation/deviation.ts';
export { open } from './deviation/open.ts';
export { classify } from './deviation/classify.ts';
export { approve } from './deviation/approve.ts';
export { close } from './deviation/close.ts';
