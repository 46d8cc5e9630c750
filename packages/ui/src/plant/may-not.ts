import { listOfRoles } from '@millrace/kernel';
import { useMay } from '../client/session.tsx';
import { useText } from '../text/text.ts';
import { useNames, usePlantModel } from './use-model.ts';

/** Why the person in front may not use an address, naming the roles that may there; nothing where they may. Every greyed button says it so. */
export function useMayNot(): (address: string, place?: string) => string | undefined {
  const t = useText();
  const may = useMay();
  const model = usePlantModel();
  const names = useNames();
  return (address, place) => {
    if (may(address)) return undefined;
    const roles = model.rolesThatMay(address, place).map(names.role);
    return roles.length === 0 ? t('None of your roles here may do this.') : t('None of your roles here may do this. {{roles}} may.', { roles: listOfRoles(roles) });
  };
}
