import { YesNoField, type Names, type PlantModel } from '@millrace/ui';
import { qualifiedOn } from '@millrace/personnel';
import type { JobOrder } from '@millrace/work';

interface PeoplePickerProps {
  readonly value: readonly string[];
  readonly set: (value: unknown) => void;
  readonly order: JobOrder;
  readonly model: PlantModel;
  readonly names: Names;
}

/** People who may work at this place, those who hold what the work asks for first. */
export function PeoplePicker({ value, set, order, model, names }: PeoplePickerProps) {
  const around = model.chain(order.place);
  const requires = order.workMaster === undefined ? undefined : model.find('work.master', order.workMaster)?.fields['requires'];
  const here = new Set(
    model
      .of('personnel.role-assignment')
      .filter((one) => around.includes(String(one.fields['at'])) && ['operator', 'team-leader'].includes(String(one.fields['role'])))
      .map((one) => String(one.fields['person'])),
  );
  const zone = model.of('equipment.site')[0]?.fields['timeZone'];
  const today = Temporal.Now.plainDateISO(typeof zone === 'string' ? zone : 'UTC').toString();
  const standingOf = (person: string) =>
    requires === undefined
      ? undefined
      : qualifiedOn(today, model.find('personnel.person', person)?.fields['holds'], String(requires), model.find('personnel.qualification', String(requires))?.fields['validFor']);
  const isQualified = (person: string) => (standingOf(person)?.is ?? 'held') === 'held';
  const hintOf = (person: string) => {
    const stands = standingOf(person);
    const named = String(model.find('personnel.qualification', String(requires))?.fields['name'] ?? requires);
    return stands?.is === 'ended' ? `"${named}" ended on ${stands.on}` : `does not hold "${named}" today`;
  };
  const people = [...new Set([...here, ...value])].toSorted((a, b) => Number(isQualified(b)) - Number(isQualified(a)) || names.person(a).localeCompare(names.person(b)));
  return (
    <div className="stack">
      {people.length === 0 && <p className="muted">Nobody is assigned to this part of the plant.</p>}
      {people.map((person) => (
        <YesNoField
          key={person}
          label={names.person(person)}
          value={value.includes(person)}
          onChange={(isIn) => set(isIn ? [...value, person] : value.filter((one) => one !== person))}
          {...(isQualified(person) ? {} : { hint: hintOf(person) })}
        />
      ))}
    </div>
  );
}
