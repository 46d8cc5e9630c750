import { screens as governance } from '@millrace/governance/web';
import { screens as mes } from '@millrace/mes/web';
import { screens as scada } from '@millrace/scada/web';
import type { Screen } from '@millrace/ui';

/** Every screen of the house. A room joins by one line here: import its `./web` door and spread its `screens`. */
export const screens: readonly Screen[] = [...scada, ...mes, ...governance];
