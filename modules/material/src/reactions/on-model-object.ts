import { upward } from '@millrace/kernel';
import { modelObject } from '@millrace/model';
import { shorten } from '../lot/shorten.ts';

/** What the plan of a shorter shelf life counted comes true once the change is in force. */
export const onModelObject = upward({
  name: 'material.shorten-lots',
  noun: modelObject,
  on: 'model.object.set',
  then: shorten,
  inputs: ({ kind, name, fields, since }) =>
    kind === 'material.definition' && typeof fields['shelfLife'] === 'string' ? [{ definition: name, shelfLife: fields['shelfLife'], revision: since }] : [],
});
