import { resolve } from 'node:path';
import type { House } from '../house.ts';
import type { Reading } from './b2mml-in.ts';

export type FlowPart = Pick<House, 'site' | 'settings' | 'database' | 'shell' | 'policy' | 'log'>;

export const flowsOf = (house: FlowPart, way: 'in' | 'out') =>
  house.policy().model.objects.filter((object) => object.kind === 'integration.flow' && object.fields.way === way && String(object.fields.format).startsWith('b2mml'));

export const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** How a system's messages are read that came by no folder: as its first flow in. */
export function readingOf(house: FlowPart, system: string): Reading {
  const flow = flowsOf(house, 'in').find((one) => one.fields.system === system);
  const settings = (flow?.fields.settings ?? {}) as Record<string, unknown>;
  return { flow: flow?.id, system, timeZone: text(settings.timeZone), placeParameter: text(settings.placeParameter), amountKey: text(settings.amountKey) };
}

/** Folders in: one for each flow of the model that names one, and `in` beside them for whoever names himself inside. */
export function foldersIn(house: FlowPart): { folder: string; reading: Reading }[] {
  const own = flowsOf(house, 'in').flatMap((flow) => {
    const settings = (flow.fields.settings ?? {}) as Record<string, unknown>;
    const folder = text(settings.folder);
    if (flow.fields.by !== 'drop-folder' || folder === undefined) return [];
    return [
      {
        folder: resolve(house.settings.drop, folder),
        reading: {
          ...readingOf(house, String(flow.fields.system)),
          flow: flow.id,
          timeZone: text(settings.timeZone),
          placeParameter: text(settings.placeParameter),
          amountKey: text(settings.amountKey),
        },
      },
    ];
  });
  return [...own, { folder: resolve(house.settings.drop), reading: { flow: undefined, system: 'unknown' } }];
}
