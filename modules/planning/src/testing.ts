import type { GivenObject } from '@millrace/testkit';

/** A small plant for tests: a press that makes tablets, known to an ERP in its own words. */
export const smallPlant: readonly GivenObject[] = [
  { kind: 'equipment.line', id: 'compression-1', fields: { name: 'Compression suite', in: 'compression', knownAs: [{ system: 'erp', id: 'WC-30' }] } },
  { kind: 'equipment.unit', id: 'TP-01', fields: { name: 'Tablet press 1', in: 'compression-1' } },
  { kind: 'equipment.unit', id: 'CO-01', fields: { name: 'Coater', in: 'coating-1' } },
  { kind: 'material.definition', id: 'BK-20', fields: { name: 'Core tablets', sort: 'bulk', unit: 'kg', knownAs: [{ system: 'erp', id: '4711' }] } },
  { kind: 'material.definition', id: 'BK-21', fields: { name: 'Coated tablets', sort: 'bulk', unit: 'kg' } },
  { kind: 'material.definition', id: 'RV20', fields: { name: 'Relvanta 20 mg', sort: 'finished', unit: '1' } },
  { kind: 'work.master', id: 'compress-20', fields: { name: 'Compress', segment: 'Compression', makes: 'BK-20', batch: '240 kg', on: [{ at: 'TP-01' }], steps: [] } },
  { kind: 'work.master', id: 'coat-20', fields: { name: 'Coat', segment: 'Coating', makes: 'BK-21', batch: '237 kg', on: [{ at: 'CO-01' }], steps: [] } },
  {
    kind: 'work.route',
    id: 'rv20',
    fields: {
      name: 'Relvanta 20 mg',
      makes: 'RV20',
      segments: [
        { id: '10', work: 'compress-20' },
        { id: '20', work: 'coat-20' },
      ],
    },
  },
  { kind: 'integration.mapping', id: 'erp / unit', fields: { system: 'erp', what: 'unit', words: { EA: '1' } } },
];
