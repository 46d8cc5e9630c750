import { settingsList } from '@millrace/house/settings';

/** The settings by environment, one a line. */
export function settingsText(): string {
  const width = Math.max(...settingsList.map((one) => one.name.length));
  return ['Settings by environment:', '', ...settingsList.map((one) => `  ${one.name.padEnd(width)}  ${one.what}${one.standard ? ` [${one.standard}]` : ''}`)].join('\n');
}
