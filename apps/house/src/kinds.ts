import { equipmentKinds } from '@millrace/equipment/kinds';
import { governanceKinds } from '@millrace/governance/kinds';
import { indicatorKinds } from '@millrace/indicator/kinds';
import { integrationKinds } from '@millrace/integration/kinds';
import { materialKinds } from '@millrace/material/kinds';
import { kindsOf } from '@millrace/model';
import { personnelKinds } from '@millrace/personnel/kinds';
import { scadaKinds } from '@millrace/scada/kinds';
import { workKinds } from '@millrace/work/kinds';

/** The kinds of objects in the operating model, in the order of the house. */
export const kinds = kindsOf([...personnelKinds, ...equipmentKinds, ...materialKinds, ...workKinds, ...scadaKinds, ...indicatorKinds, ...governanceKinds, ...integrationKinds]);
