import { upward } from '@millrace/kernel';
import { modelObject } from '@millrace/model';
import { shorten } from '../lot/shorten.ts';

/** What the plan of a shorter shelf life counted comes true once the change is in force. */
export const onModelObject = upward({
  name: 'material.shorten-lots',
  noun: modelObject,
  on: 'model.object.set',
  then: shorten,
  // a model of ten thousand objects comes in one act, and people's calls wait behind what is queued
  isFor: ({ kind, fields }) => kind === 'material.definition' && typeof fields['shelfLife'] === 'string',
  inputs: ({ name, fields, since }) => [{ definition: name, shelfLife: String(fields['shelfLife']), revision: since }],
});
