import type { Header, Held, Lot, MaterialDefinition, MaterialMessage, Problem } from './canonical.ts';
import { all, given, note, properties, quantities, type Reading, required, text } from './fields.ts';
import type { Element } from './xml.ts';

/** Reads material masters, lots and stock: the thin part a weighing cell needs. */
export function readMaterial(header: Header, roots: readonly Element[], timeZone: string | undefined): MaterialMessage {
  const problems: Problem[] = [];
  const definitions: MaterialDefinition[] = [];
  const lots: Lot[] = [];
  const held: Held[] = [];

  const take = <One>(element: Element, into: One[], read: (reading: Reading) => One | undefined) => {
    const reading: Reading = { problems: [], timeZone };
    const one = read(reading);
    if (one && reading.problems.length === 0) into.push(one);
    else held.push({ ...given({ externalId: text(element, 'ID') }), path: element.path, line: element.line, problems: reading.problems });
  };
  for (const root of roots) {
    for (const element of root.name === 'MaterialDefinition' ? [root] : all(root, 'MaterialDefinition')) take(element, definitions, (reading) => readDefinition(reading, element));
    for (const element of root.name === 'MaterialLot' ? [root] : all(root, 'MaterialLot'))
      take(element, lots, (reading) => readLot(reading, element, root.name === 'MaterialInformation' ? text(root, 'ID') : undefined));
  }
  const [root] = roots;
  if (root && definitions.length + lots.length + held.length === 0)
    note({ problems, timeZone }, root, 'there is neither a material nor a lot in it', 'a MaterialDefinition or a MaterialLot', null);
  return { is: 'material', header, definitions, lots, held, problems };
}

function readDefinition(reading: Reading, element: Element): MaterialDefinition | undefined {
  const externalId = required(reading, element, 'ID');
  const rest = given({ description: text(element, 'Description'), properties: properties(reading, all(element, 'MaterialDefinitionProperty')) });
  return externalId === undefined ? undefined : { externalId, ...rest };
}

function readLot(reading: Reading, element: Element, informationId: string | undefined): Lot | undefined {
  const externalId = required(reading, element, 'ID');
  const rest = given({
    definitionId: text(element, 'MaterialDefinitionID') ?? informationId,
    status: text(element, 'Status', 'Disposition'),
    quantities: quantities(reading, element),
    properties: properties(reading, all(element, 'MaterialLotProperty')),
    subLots: all(element, 'MaterialSubLot').flatMap((one) => {
      const id = required(reading, one, 'ID');
      return id === undefined ? [] : [{ externalId: id, ...given({ status: text(one, 'Status', 'Disposition') }), quantities: quantities(reading, one) }];
    }),
  });
  return externalId === undefined ? undefined : { externalId, ...rest };
}
