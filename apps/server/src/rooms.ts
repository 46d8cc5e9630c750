import { model } from '@millrace/model/module';
import { personnel } from '@millrace/personnel/module';
import { material } from '@millrace/material/module';
import { qms } from '@millrace/qms/module';
import type { Room } from '@millrace/store';

/** The rooms of this house, in the order it is built. */
export const rooms: readonly Room[] = [model, personnel, material, qms];
