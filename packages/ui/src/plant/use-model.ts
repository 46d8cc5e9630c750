import { useMemo } from 'react';
import { useAsk } from '../client/ask.tsx';
import { namesOf, plantModel, type Names, type PlantModel, type PlantObject } from './model.ts';

const nothing: readonly PlantObject[] = [];

const useObjects = () => useAsk<{ objects: readonly PlantObject[] }>('model.object.export', { withoutContentOf: 'work.picture' }, { nouns: ['model.revision'] });

/** The operating model in force, without the content of its pictures; empty until it is here. */
export function usePlantModel(): PlantModel {
  const { data } = useObjects();
  return useMemo(() => plantModel(data?.objects ?? nothing), [data]);
}

/** The names in force here; dots while the model is on its way. */
export function useNames(): Names {
  const model = usePlantModel();
  const isComing = useObjects().isPending;
  return useMemo(() => namesOf(model, isComing), [model, isComing]);
}
