export { cluster, type Cluster } from './cluster.ts';
export { plant, type Plant } from './plant.ts';
