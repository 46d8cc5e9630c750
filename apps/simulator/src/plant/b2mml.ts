import type { Request } from './event.ts';

/**
 * A production schedule as B2MML V0701 `ProcessOperationsSchedule` (MESA International; the Business To Manufacturing Markup Language is
 * used courtesy of MESA International). Written by hand on purpose: the plant must not share a bug with what reads it.
 */
export function scheduleXml(schedule: { id: string; version: number; site: string; publishedMs: number; requests: readonly Request[] }): string {
  const { id, version, site, requests } = schedule;
  const published = time(schedule.publishedMs);
  return `<?xml version="1.0" encoding="UTF-8"?>
<ProcessOperationsSchedule xmlns="http://www.mesa.org/xml/B2MML" releaseID="0701">
  <ApplicationArea>
    <Sender>
      <LogicalID>ERP</LogicalID>
    </Sender>
    <CreationDateTime>${published}</CreationDateTime>
    <BODID>${text(`${id}-${version}`)}</BODID>
  </ApplicationArea>
  <DataArea>
    <Process/>
    <OperationsSchedule>
      <ID>${text(id)}</ID>
      <Version>${version}</Version>
      <PublishedDate>${published}</PublishedDate>
      <StartTime>${time(Math.min(...requests.map(({ startMs }) => startMs)))}</StartTime>
      <EndTime>${time(Math.max(...requests.map(({ dueMs }) => dueMs)))}</EndTime>
      <HierarchyScope>
        <EquipmentID>${text(site)}</EquipmentID>
        <EquipmentLevel>Site</EquipmentLevel>
      </HierarchyScope>
      <OperationsType>Production</OperationsType>
      <ScheduleState>Released</ScheduleState>
${requests.map(requestXml).join('\n')}
    </OperationsSchedule>
  </DataArea>
</ProcessOperationsSchedule>
`;
}

function requestXml(request: Request): string {
  return `      <OperationsRequest>
        <ID>${text(request.id)}</ID>
        <StartTime>${time(request.startMs)}</StartTime>
        <EndTime>${time(request.dueMs)}</EndTime>
        <OperationsType>Production</OperationsType>
        <Priority>${request.priority}</Priority>
        <RequestState>${request.state}</RequestState>
        <OperationsDefinitionID>${text(request.route)}</OperationsDefinitionID>
${request.segments.map((segment) => segmentXml(request, segment)).join('\n')}
      </OperationsRequest>`;
}

function segmentXml(request: Request, segment: Request['segments'][number]): string {
  const { makes, places } = segment;
  // One place is an order; several leave the choice to the plant
  const equipment =
    places.length === 1
      ? `
          <EquipmentRequirement>
            <ID>${text(`${request.id}-${segment.id}-E1`)}</ID>
            <EquipmentID>${text(places[0] as string)}</EquipmentID>
          </EquipmentRequirement>`
      : '';
  const material =
    makes === undefined
      ? ''
      : `
          <MaterialRequirement>
            <ID>${text(`${request.id}-${segment.id}-M1`)}</ID>
            <MaterialDefinitionID>${text(makes.material)}</MaterialDefinitionID>
            <MaterialLotID>${text(`${request.id.replace('-', '')}${segment.id}`)}</MaterialLotID>
            <MaterialUse>Produced</MaterialUse>
            <Quantity>
              <QuantityString>${makes.quantity}</QuantityString>
              <DataType>decimal</DataType>
              <UnitOfMeasure>${text(makes.unit)}</UnitOfMeasure>
            </Quantity>
          </MaterialRequirement>`;
  return `        <SegmentRequirement>
          <ID>${text(segment.id)}</ID>
          <EarliestStartTime>${time(request.startMs)}</EarliestStartTime>
          <LatestEndTime>${time(request.dueMs)}</LatestEndTime>
          <OperationsType>Production</OperationsType>
          <ProcessSegmentID>${text(segment.segment)}</ProcessSegmentID>
          <OperationsDefinitionID>${text(request.route)}</OperationsDefinitionID>
          <OperationsSegmentID>${text(segment.work)}</OperationsSegmentID>${equipment}${material}
        </SegmentRequirement>`;
}

const time = (atMs: number): string => new Date(Math.round(atMs)).toISOString();
const text = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
