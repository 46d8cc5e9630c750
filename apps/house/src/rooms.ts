import { equipment } from '@millrace/equipment/module';
import { governance } from '@millrace/governance/module';
import { indicator } from '@millrace/indicator/module';
import { integration } from '@millrace/integration/module';
import { material } from '@millrace/material/module';
import { mes } from '@millrace/mes/module';
import { wholeCheck } from '@millrace/model';
import { model, modelRoom } from '@millrace/model/module';
import { personnel } from '@millrace/personnel/module';
import { planning } from '@millrace/planning/module';
import { qms } from '@millrace/qms/module';
import { scada } from '@millrace/scada/module';
import { work } from '@millrace/work/module';
import { record } from '@millrace/record/module';
import type { Room } from '@millrace/store';
import { kinds } from './kinds.ts';
import { wordsOf } from './words-of.ts';

const others: readonly Room[] = [personnel, equipment, material, work, planning, scada, mes, qms, indicator, governance, integration];

/** The rooms of this house, in the order it is built. The model's own knows what all of them can be told. */
export const rooms: readonly Room[] = [modelRoom(wholeCheck(kinds, wordsOf([record, model, ...others]))), ...others];
