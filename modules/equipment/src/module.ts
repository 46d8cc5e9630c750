import type { Room } from '@millrace/store';

/** What the room brings to the house: its objects are the model's; it has no records of its own yet. */
export const equipment: Room = { name: 'equipment' };
