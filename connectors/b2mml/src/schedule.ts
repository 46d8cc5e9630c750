import type { Header, Held, Problem, Request, ScheduleMessage, Segment } from './canonical.ts';
import { all, first, given, inOrder, note, place, properties, type Reading, required, text, time, word } from './fields.ts';
import { equipment, material, personnel } from './resources.ts';
import type { Element } from './xml.ts';

/** Work types (V0701, OperationsTypeType). */
export const operationsTypes = ['Production', 'Maintenance', 'Quality', 'Inventory', 'Mixed', 'Other'];
const requestStates = ['Forecast', 'Released', 'Waiting', 'Cancelled', 'Ready', 'Running', 'Completed', 'Aborted', 'Held', 'Suspended', 'Closed', 'Other'];

/** Reads schedules of any dialect: ProductionSchedule and OperationsSchedule differ in names, not in sense. */
export function readSchedule(header: Header, roots: readonly Element[], timeZone: string | undefined): ScheduleMessage {
  const problems: Problem[] = [];
  const requests: Request[] = [];
  const held: Held[] = [];
  const seen = new Set<string>();
  const [schedule] = roots;

  for (const element of roots.flatMap((one) => all(one, 'ProductionRequest', 'OperationsRequest'))) {
    const reading: Reading = { problems: [], timeZone };
    const request = readRequest(reading, element, header.verb === 'Cancel');
    if (request && seen.has(request.externalId))
      note(reading, first(element, 'ID') ?? element, `request ${request.externalId} is twice in this message`, 'one request with this ID');
    if (request) seen.add(request.externalId);
    if (request && reading.problems.length === 0) requests.push(request);
    else held.push({ ...(request && { externalId: request.externalId }), path: element.path, line: element.line, problems: reading.problems });
  }
  if (schedule && requests.length === 0 && held.length === 0)
    note({ problems, timeZone }, schedule, 'the schedule has no request', 'at least one OperationsRequest or ProductionRequest', null);
  const scheduleId = schedule && text(schedule, 'ID');
  return { is: 'schedule', header, ...(scheduleId !== undefined && { scheduleId }), requests, held, problems };
}

/** A request, or undefined where it has no number to be known by. To cancel one, its number is enough. */
function readRequest(reading: Reading, element: Element, isCancel: boolean): Request | undefined {
  const externalId = required(reading, element, 'ID');
  const earliestStart = time(reading, element, 'StartTime', 'EarliestStartTime');
  const latestEnd = time(reading, element, 'EndTime', 'LatestEndTime');
  inOrder(reading, element, earliestStart, latestEnd, 'EndTime');
  const segments = all(element, 'SegmentRequirement').map((one) => readSegment(reading, one));
  const operationsType =
    word(reading, element, 'OperationsType', operationsTypes) ?? (element.name === 'ProductionRequest' || !first(element, 'OperationsType') ? 'Production' : undefined);
  // B2MML asks for a segment; senders of V0600 leave it out where the product says all there is to do
  if (!isCancel && segments.length === 0 && element.name === 'OperationsRequest')
    note(reading, element, 'the request has no SegmentRequirement', 'at least one SegmentRequirement', null);
  if (externalId === undefined) return undefined;
  return given({
    externalId,
    line: element.line,
    description: text(element, 'Description'),
    operationsType: operationsType ?? 'Production',
    scope: place(reading, first(element, 'HierarchyScope')),
    requestState: word(reading, element, 'RequestState', requestStates),
    priority: text(element, 'Priority'),
    definitionId: text(element, 'OperationsDefinitionID', 'ProductProductionRuleID', 'ProductSegmentID'),
    operationsSegmentId: text(element, 'OperationsSegmentID'),
    earliestStart,
    latestEnd,
    segments,
  });
}

function readSegment(reading: Reading, element: Element): Segment {
  const earliestStart = time(reading, element, 'EarliestStartTime');
  const latestEnd = time(reading, element, 'LatestEndTime');
  inOrder(reading, element, earliestStart, latestEnd, 'LatestEndTime');
  return given({
    externalId: text(element, 'ID'),
    processSegmentId: text(element, 'ProcessSegmentID', 'ProductSegmentID'),
    definitionId: text(element, 'OperationsDefinitionID'),
    operationsSegmentId: text(element, 'OperationsSegmentID'),
    description: text(element, 'Description'),
    operationsType: word(reading, element, 'OperationsType', operationsTypes),
    earliestStart,
    latestEnd,
    duration: duration(reading, element),
    state: word(reading, element, 'SegmentState', requestStates),
    materials: all(element, 'MaterialRequirement', 'MaterialProducedRequirement', 'MaterialConsumedRequirement').map((one) => material(reading, one)),
    equipment: all(element, 'EquipmentRequirement').map((one) => equipment(reading, one)),
    personnel: all(element, 'PersonnelRequirement').map((one) => personnel(reading, one)),
    // V0400 to V0600 wrap each parameter once more
    parameters: properties(reading, [...all(element, 'ProductionParameter').flatMap((one) => all(one, 'Parameter')), ...all(element, 'SegmentParameter')]),
    segments: all(element, 'SegmentRequirement', 'SegmentRequirementChild').map((one) => readSegment(reading, one)),
  });
}

function duration(reading: Reading, element: Element): string | undefined {
  const child = first(element, 'Duration');
  if (!child?.text) return undefined;
  try {
    Temporal.Duration.from(child.text);
    return child.text;
  } catch {
    note(reading, child, `"${child.text}" is no duration`, 'ISO 8601, e.g. PT1H30M');
    return undefined;
  }
}
