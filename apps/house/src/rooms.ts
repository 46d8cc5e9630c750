import { equipment } from '@millrace/equipment/module';
import { governance } from '@millrace/governance/module';
import { indicator } from '@millrace/indicator/module';
import { integration } from '@millrace/integration/module';
import { material } from '@millrace/material/module';
import { mes } from '@millrace/mes/module';
import { model } from '@millrace/model/module';
import { personnel } from '@millrace/personnel/module';
import { planning } from '@millrace/planning/module';
import { qms } from '@millrace/qms/module';
import { scada } from '@millrace/scada/module';
import { work } from '@millrace/work/module';
import type { Room } from '@millrace/store';

/** The rooms of this house, in the order it is built. */
export const rooms: readonly Room[] = [model, personnel, equipment, material, work, planning, scada, mes, qms, indicator, governance, integration];
