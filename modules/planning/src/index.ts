export { productionRequest, type ProductionRequest } from './production-request/production-request.ts';
export { toldRequest, toldLine, type ToldLine, type ToldRequest } from './production-request/told.ts';
export { receive } from './production-request/receive.ts';
export { reconsider } from './production-request/reconsider.ts';
export { retry } from './production-request/retry.ts';
export { endOrder } from './production-request/end-order.ts';
export { difference, type Difference } from './difference/difference.ts';
export { decide } from './difference/decide.ts';
export { requestId } from './ids.ts';
