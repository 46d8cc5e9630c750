import type { Header, Held, PerformanceMessage, Problem, Response, SegmentResponse } from './canonical.ts';
import { all, first, given, inOrder, note, place, properties, type Reading, required, text, time, word } from './fields.ts';
import { equipment, material, personnel } from './resources.ts';
import { operationsTypes } from './schedule.ts';
import type { Element } from './xml.ts';

/** Response states (V0701, ResponseStateType). */
export const responseStates = ['Waiting', 'Ready', 'Running', 'Completed', 'Aborted', 'Held', 'Paused', 'Suspended', 'Closed', 'Other'];

/** Reads what was done, of any dialect. */
export function readPerformance(header: Header, roots: readonly Element[], timeZone: string | undefined): PerformanceMessage {
  const problems: Problem[] = [];
  const responses: Response[] = [];
  const held: Held[] = [];
  const [root] = roots;
  for (const element of roots.flatMap((one) => all(one, 'ProductionResponse', 'OperationsResponse'))) {
    const reading: Reading = { problems: [], timeZone };
    const response = readResponse(reading, element);
    if (response && reading.problems.length === 0) responses.push(response);
    else held.push({ ...(response && { externalId: response.externalId }), path: element.path, line: element.line, problems: reading.problems });
  }
  if (root && responses.length === 0 && held.length === 0)
    note({ problems, timeZone }, root, 'there is no response in it', 'at least one OperationsResponse or ProductionResponse', null);
  return {
    is: 'performance',
    header,
    ...given({ performanceId: root && text(root, 'ID'), scheduleId: root && text(root, 'OperationsScheduleID', 'ProductionScheduleID') }),
    responses,
    held,
    problems,
  };
}

function readResponse(reading: Reading, element: Element): Response | undefined {
  const externalId = required(reading, element, 'ID');
  const start = time(reading, element, 'StartTime');
  const end = time(reading, element, 'EndTime');
  inOrder(reading, element, start, end, 'EndTime');
  const rest = given({
    requestId: text(element, 'OperationsRequestID', 'ProductionRequestID'),
    operationsType: word(reading, element, 'OperationsType', operationsTypes),
    scope: place(reading, first(element, 'HierarchyScope')),
    start,
    end,
    state: word(reading, element, 'ResponseState', responseStates),
    segments: all(element, 'SegmentResponse').map((one) => readSegment(reading, one)),
  });
  return externalId === undefined ? undefined : { externalId, ...rest };
}

function readSegment(reading: Reading, element: Element): SegmentResponse {
  const start = time(reading, element, 'ActualStartTime');
  const end = time(reading, element, 'ActualEndTime');
  inOrder(reading, element, start, end, 'ActualEndTime');
  return given({
    externalId: text(element, 'ID'),
    requirementId: text(element, 'SegmentRequirementID'),
    processSegmentId: text(element, 'ProcessSegmentID', 'ProductSegmentID'),
    definitionId: text(element, 'OperationsDefinitionID'),
    operationsSegmentId: text(element, 'OperationsSegmentID'),
    jobResponseId: text(element, 'JobResponseID'),
    start,
    end,
    state: word(reading, element, 'SegmentState', responseStates),
    data: properties(reading, all(element, 'SegmentData', 'ProductionData')),
    personnel: all(element, 'PersonnelActual').map((one) => personnel(reading, one)),
    equipment: all(element, 'EquipmentActual').map((one) => equipment(reading, one)),
    materials: all(element, 'MaterialActual', 'MaterialProducedActual', 'MaterialConsumedActual').map((one) => material(reading, one)),
    segments: all(element, 'SegmentResponse', 'SegmentResponseChild').map((one) => readSegment(reading, one)),
  });
}
