import type { Screen } from '@millrace/ui';

/** Every screen of the house. A room joins by one line here: import its `./web` door and spread its `screens`. */
export const screens: readonly Screen[] = [];
