import { screens as governance } from '@millrace/governance/web';
import { screens as indicator } from '@millrace/indicator/web';
import { screens as integration } from '@millrace/integration/web';
import { screens as material } from '@millrace/material/web';
import { screens as mes } from '@millrace/mes/web';
import { screens as personnel } from '@millrace/personnel/web';
import { screens as planning } from '@millrace/planning/web';
import { screens as qms } from '@millrace/qms/web';
import { screens as scada } from '@millrace/scada/web';
import { screens as work } from '@millrace/work/web';
import type { Screen } from '@millrace/ui';
import { houseScreens } from './pages/index.tsx';

/** A room joins by one line here: import its `./web` door and spread its `screens`. */
const ofRooms: readonly Screen[] = [...personnel, ...material, ...work, ...planning, ...scada, ...mes, ...qms, ...indicator, ...governance, ...integration];

/** Every screen of the house. */
export const screens: readonly Screen[] = [...ofRooms, ...houseScreens(ofRooms)];
