import { newId } from '@millrace/kernel';
import { objectId } from '@millrace/model';
import { done } from '@millrace/testkit/pure';
import { issue } from './issue.ts';
import { token, type Token } from './token.ts';

export const tokenId = newId<'personnel.token'>();
export const wish = { token: tokenId, name: 'packaging gateway', person: 'gateway', tokenHash: 'a'.repeat(64), days: 90 };
export const gateway = { id: objectId('personnel.person', 'gateway'), state: 'current', kind: 'personnel.person', name: 'gateway', fields: { machine: true }, since: 'r1' };
export const valid = done<Token>(token, undefined, issue, wish, undefined, { person: [gateway] }).state;
