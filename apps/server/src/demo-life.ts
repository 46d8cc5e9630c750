import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@millrace/house/settings';

interface Life {
  readonly from: string;
  readonly isBeingTold?: true;
}

const lifeFile = (settings: Settings) => join(settings.data, 'demo-life.json');
const keep = (settings: Settings, life: Life) => writeFileSync(lifeFile(settings), JSON.stringify(life));

/** The life that was told goes on when the simulator speaks live: same beginning, same seed. */
export const beginLife = (settings: Settings, from: Temporal.Instant) => keep(settings, { from: from.toString(), isBeingTold: true });

/** Its past is told whole. */
export const endTelling = (settings: Settings, from: Temporal.Instant) => keep(settings, { from: from.toString() });

/** Whether somebody stopped the start that told the past: what is missing of it never comes by itself. */
export function isHalfTold(settings: Settings): boolean {
  const file = lifeFile(settings);
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as Life).isBeingTold === true;
}
