import { document, element, listed, type Node } from './build.ts';
import type { Equipment, Material, Personnel, Place, Property, Quantity, Response, SegmentResponse } from './canonical.ts';
import { levels } from './fields.ts';
import { responseStates } from './performance.ts';
import { materialUses } from './resources.ts';
import { operationsTypes } from './schedule.ts';

/** What is sent about work that was done. */
export interface PerformanceOut {
  /** Our id of this message: BODID, and the key by which the receiver knows it again. */
  readonly messageId: string;
  readonly createdAt: Temporal.Instant;
  /** Sync publishes; Process asks the receiver to take it over and acknowledge. */
  readonly verb: 'Sync' | 'Process';
  readonly sender: string;
  readonly performanceId: string;
  readonly scheduleId?: string;
  readonly responses: readonly Response[];
}

const dataTypes = new Set(
  'Amount BinaryObject Code DateTime Identifier Indicator Measure Numeric Quantity Text string byte unsignedByte binary integer positiveInteger negativeInteger nonNegativeInteger nonPositiveInteger int unsignedInt long unsignedLong short unsignedShort decimal float double boolean time timeInstant timePeriod duration date dateTime month year century recurringDay recurringDate recurringDuration Name QName NCName uriReference language ID IDREF IDREFS ENTITY ENTITIES NOTATION NMTOKEN NMTOKENS Enumeration SVG Other'.split(
    ' ',
  ),
);

/** Writes operations performance as B2MML V0701 (OperationsPerformance, order of elements as in its schema). */
export function writePerformance(out: PerformanceOut): Uint8Array {
  if (out.responses.length === 0) throw new RangeError('responses is empty; an OperationsPerformance carries at least one OperationsResponse.');
  const action = out.verb === 'Sync' ? [element('ActionCriteria', [element('ActionExpression', '', { actionCode: 'Add' })])] : [];
  return document(`${out.verb}OperationsPerformance`, { releaseID: '7.0' }, [
    element('ApplicationArea', [
      element('Sender', [element('LogicalID', out.sender), element('ConfirmationCode', 'OnError')]),
      element('CreationDateTime', out.createdAt.toString()),
      element('BODID', out.messageId),
    ]),
    element('DataArea', [
      element(out.verb, action, out.verb === 'Process' ? { acknowledgeCode: 'OnError' } : {}),
      element('OperationsPerformance', [
        element('ID', out.performanceId),
        element('PublishedDate', out.createdAt.toString()),
        element('OperationsScheduleID', out.scheduleId),
        out.responses.map(response),
      ]),
    ]),
  ]);
}

function response(one: Response): Node {
  if (one.segments.length === 0) throw new RangeError(`response ${one.externalId} has no segment; V0701 asks for at least one SegmentResponse.`);
  return element('OperationsResponse', [
    element('ID', one.externalId),
    element('StartTime', one.start?.toString()),
    element('EndTime', one.end?.toString()),
    scope(one.scope),
    listed('OperationsType', one.operationsType, operationsTypes),
    element('OperationsRequestID', one.requestId),
    listed('ResponseState', one.state, responseStates),
    one.segments.map((child) => segment(child, 'SegmentResponse')),
  ]);
}

function segment(one: SegmentResponse, name: string, index = 0): Node {
  return element(name, [
    element('ID', one.externalId ?? String(index + 1)),
    element('ActualStartTime', one.start?.toString()),
    element('ActualEndTime', one.end?.toString()),
    element('ProcessSegmentID', one.processSegmentId),
    element('SegmentRequirementID', one.requirementId),
    element('OperationsDefinitionID', one.definitionId),
    element('OperationsSegmentID', one.operationsSegmentId),
    element('JobResponseID', one.jobResponseId),
    listed('SegmentState', one.state, responseStates),
    one.data.map((data) => property('SegmentData', data)),
    one.personnel.map(personnel),
    one.equipment.map(equipment),
    one.materials.map((actual, at) => material('MaterialActual', actual, at)),
    one.segments.map((child, at) => segment(child, 'SegmentResponseChild', at)),
  ]);
}

function personnel(one: Personnel, index: number): Node {
  return element('PersonnelActual', [
    element('ID', one.id ?? String(index + 1)),
    element('PersonnelClassID', one.classId),
    element('PersonID', one.personId),
    element('PersonnelUse', one.use),
    one.quantities.map(quantity),
  ]);
}

function equipment(one: Equipment, index: number): Node {
  return element('EquipmentActual', [
    element('ID', one.id ?? String(index + 1)),
    element('EquipmentClassID', one.classId),
    element('EquipmentID', one.equipmentId),
    element('EquipmentUse', one.use),
    one.quantities.map(quantity),
  ]);
}

function material(name: string, one: Material, index: number): Node {
  return element(name, [
    element('ID', one.id ?? String(index + 1)),
    element('MaterialClassID', one.classId),
    element('MaterialDefinitionID', one.definitionId),
    element('MaterialLotID', one.lotId),
    element('MaterialSubLotID', one.subLotId),
    element('Description', one.description),
    listed('MaterialUse', one.use, materialUses),
    one.location && element('StorageLocation', [element('Location', one.location.equipmentId), element('LocationType', 'Equipment')]),
    one.quantities.map(quantity),
    one.assembly.map((part, at) => material('AssemblyActual', part, at)),
    one.properties.map((each) => property('MaterialActualProperty', each)),
  ]);
}

function property(name: string, { id, values }: Property): Node {
  return element(name, [element('ID', id), values.map((one) => valueElement('Value', 'ValueString', one))]);
}

function quantity(one: Quantity): Node {
  return valueElement('Quantity', 'QuantityString', one);
}

function valueElement(name: string, inner: string, { value, dataType, unit, key }: Quantity): Node {
  return element(name, [element(inner, value), listed('DataType', dataType, [...dataTypes]), element('UnitOfMeasure', unit), element('Key', key)]);
}

function scope(one: Place | undefined): Node {
  return one && element('HierarchyScope', [element('EquipmentID', one.equipmentId), listed('EquipmentLevel', one.level ?? 'Other', levels)]);
}
