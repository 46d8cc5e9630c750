import { commandLineSettings, settingsList } from '@millrace/house/settings';

const width = Math.max(...[...settingsList, ...commandLineSettings].map((one) => one.name.length));
const line = (one: (typeof settingsList)[number] | (typeof commandLineSettings)[number]) => `  ${one.name.padEnd(width)}  ${one.what}${one.standard ? ` [${one.standard}]` : ''}`;

/** The settings by environment, one a line. */
export function settingsText(): string {
  return ['Settings by environment:', '', ...settingsList.map(line), '', 'Of the command line:', '', ...commandLineSettings.map(line)].join('\n');
}
