// until the rooms have taken their kinds over, the drafts stand in
export { draftKinds as kinds } from '../../../packages/model/src/fixtures/kinds.ts';
