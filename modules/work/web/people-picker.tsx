import { YesNoField, type Names, type PlantModel } from '@millrace/ui';
import type { JobOrder } from '@millrace/work';

interface Held {
  readonly qualification: string;
  readonly until?: string;
}

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
  const isQualified = (person: string) =>
    requires === undefined ||
    ((model.find('personnel.person', person)?.fields['holds'] ?? []) as readonly Held[]).some(
      (one) => one.qualification === requires && (one.until === undefined || today <= one.until),
    );
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
          {...(isQualified(person) ? {} : { hint: `does not hold "${String(requires)}" today` })}
        />
      ))}
    </div>
  );
}
