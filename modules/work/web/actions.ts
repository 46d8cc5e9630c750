import { useNames, usePlantModel, useWould, type Action, type FieldOverrides, type Schema } from '@millrace/ui';
import { abort, assign, cancel, change, close, dispatch, hold, isOver, release, type JobOrder } from '@millrace/work';
import { PeoplePicker } from './people-picker.tsx';

const why: Schema = { type: 'object', required: ['why'], properties: { why: { type: 'string', title: 'Why', minLength: 1, maxLength: 400 } } };

/** What a supervisor may do with an order now, each with the server's own rule before the click. */
export function useOrderActions(order: JobOrder | undefined, seen: number | undefined): readonly Action[] {
  const would = useWould();
  const model = usePlantModel();
  const names = useNames();
  if (!order) return [];
  const input = { jobOrder: order.id };
  const line = model.find('equipment.unit', order.place)?.fields['in'] ?? order.place;
  const units = model.of('equipment.unit').filter((unit) => unit.fields['in'] === line);
  const places = [...new Set([order.place, ...units.map((unit) => unit.id)])];
  const dispatchSchema: Schema = { type: 'object', required: ['to'], properties: { to: { type: 'string', title: 'To', enum: places } } };
  const dispatchFields: FieldOverrides = {
    start: { to: order.place },
    of: { to: { label: 'To', choices: Object.fromEntries(places.map((place) => [place, names.place(place)])) } },
  };
  const given = { seen };
  const some = { jobOrder: order, objects: [] };
  const all: (Action & { readonly isMeant: boolean })[] = [
    {
      label: order.state === 'dispatched' ? 'Dispatch elsewhere' : 'Dispatch',
      address: dispatch.address,
      kind: 'primary',
      input,
      schema: dispatchSchema,
      fields: dispatchFields,
      why: order.state === 'dispatched' ? undefined : would(dispatch, some, { jobOrder: order.id }, order.place),
      ...given,
      isMeant: order.state === 'waiting' || order.state === 'dispatched',
    },
    {
      label: 'Assign people',
      address: assign.address,
      input,
      schema: { type: 'object', required: [], properties: { persons: { type: 'array', title: 'People', items: { type: 'string' } } } },
      fields: {
        start: { persons: [...order.persons] },
        of: { persons: { label: 'People', full: true, render: ({ value, set }) => PeoplePicker({ value: (value ?? []) as readonly string[], set, order, model, names }) } },
      },
      consequence: 'With nobody chosen, whoever is qualified may start it.',
      ...given,
      isMeant: !isOver(order),
    },
    {
      label: 'Hold',
      address: hold.address,
      input,
      schema: why,
      consequence: 'What runs stands from this moment.',
      why: would(hold, order, { jobOrder: order.id, why: '-' }, order.place),
      ...given,
      isMeant: order.state !== 'held' && !isOver(order),
    },
    {
      label: 'Release',
      address: release.address,
      kind: 'primary',
      input,
      why: would(release, order, { jobOrder: order.id }, order.place),
      ...given,
      isMeant: order.state === 'held',
    },
    {
      label: 'Change priority',
      address: change.address,
      input,
      schema: {
        type: 'object',
        required: ['priority'],
        properties: { priority: { type: 'integer', title: 'Priority', description: '1 is the most urgent', minimum: 1, maximum: 999 } },
      },
      fields: { start: { priority: order.priority } },
      why: would(change, { jobOrder: order, objects: [] }, { jobOrder: order.id, priority: order.priority }, order.place),
      ...given,
      isMeant: !isOver(order),
    },
    {
      label: 'Cancel',
      address: cancel.address,
      kind: 'danger',
      input,
      schema: why,
      why: would(cancel, order, { jobOrder: order.id, why: '-' }, order.place),
      ...given,
      isMeant: order.state === 'waiting' || order.state === 'dispatched',
    },
    {
      label: 'Abort',
      address: abort.address,
      kind: 'danger',
      input,
      schema: why,
      consequence: 'What was made and counted stays; the order does not go on.',
      why: would(abort, order, { jobOrder: order.id, why: '-' }, order.place),
      ...given,
      isMeant: order.state === 'running' || order.state === 'paused' || order.state === 'held',
    },
    {
      label: 'Close',
      address: close.address,
      kind: 'primary',
      input,
      why: would(close, order, { jobOrder: order.id }, order.place),
      ...given,
      isMeant: order.state === 'completed',
    },
  ];
  return all.filter((one) => one.isMeant).map(({ isMeant: _, ...action }) => action);
}
