import { resolve } from 'node:path';
import type { House } from '../house.ts';
import type { Reading } from './b2mml-in.ts';

export type FlowPart = Pick<House, 'site' | 'settings' | 'database' | 'shell' | 'policy' | 'log'>;

export const flowsOf = (house: FlowPart, way: 'in' | 'out') =>
  house.policy().model.objects.filter((object) => object.kind === 'integration.flow' && object.fields.way === way && String(object.fields.format).startsWith('b2mml'));

export const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

type Flow = ReturnType<typeof flowsOf>[number];

const settingsOf = (flow: Flow | undefined) => (flow?.fields.settings ?? {}) as Record<string, unknown>;

function readingBy(flow: Flow | undefined, system: string): Reading {
  const settings = settingsOf(flow);
  return {
    flow: flow?.id,
    system,
    at: text(flow?.fields.at),
    timeZone: text(settings.timeZone),
    placeParameter: text(settings.placeParameter),
    amountKey: text(settings.amountKey),
  };
}

/** How a system's messages are read that came by no folder: as its first flow in. */
export const readingOf = (house: FlowPart, system: string): Reading =>
  readingBy(
    flowsOf(house, 'in').find((one) => one.fields.system === system),
    system,
  );

/** Folders in: one for each flow of the model that names one, and `in` beside them for whoever names himself inside. */
export function foldersIn(house: FlowPart): { folder: string; reading: Reading }[] {
  const own = flowsOf(house, 'in').flatMap((flow) => {
    const folder = text(settingsOf(flow).folder);
    return flow.fields.by !== 'drop-folder' || folder === undefined ? [] : [{ folder: resolve(house.settings.drop, folder), reading: readingBy(flow, String(flow.fields.system)) }];
  });
  return [...own, { folder: resolve(house.settings.drop), reading: { flow: undefined, system: 'unknown' } }];
}
