export { cluster, type Cluster } from './cluster.ts';
export { ownDatabase, type OwnDatabase } from './own-database.ts';
export { plant, type Plant } from './plant.ts';
export { setModel, type GivenObject } from './model.ts';
