import { isToVerify, verify, type Execution } from '@millrace/mes';
import { usePlantModel, useText, useWould, type Action } from '@millrace/ui';

/** The second signatures that steps of a job wait for, each with why this person cannot give it. */
export function useVerifyActions(execution: Execution, seen: number | undefined): readonly (Action & { readonly note: string })[] {
  const t = useText();
  const would = useWould();
  const model = usePlantModel();
  const { id, place, steps } = execution;
  const signs = model.meaningOf('mes.step.verify', place);
  return steps.filter(isToVerify).map((step) => ({
    label: t('Verify “{{step}}”', { step: step.title }),
    note: t('you have seen that it was done as instructed'),
    address: 'mes.step.verify',
    input: { execution: id, step: step.id },
    seen,
    ...(signs !== undefined && { signs }),
    why: would(verify, execution, { execution: id, step: step.id }, place),
    done: t('{{step}}: verified', { step: step.title }),
  }));
}
