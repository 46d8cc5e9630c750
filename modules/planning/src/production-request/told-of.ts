import type { ProductionRequest } from './production-request.ts';
import type { ToldRequest } from './told.ts';

/** A request as it was told last, to be resolved again. */
export function toldOf(request: ProductionRequest): ToldRequest {
  return {
    system: request.system,
    externalId: request.externalId,
    ...(request.description !== undefined && { description: request.description }),
    ...(request.priority !== undefined && { priority: request.priority }),
    isCancelled: false,
    // the line that stands for a request without content was not told
    lines: request.lines.map((line) => line.told).filter((line) => line.line !== '-'),
  };
}
