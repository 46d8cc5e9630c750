import { check, counted, duration, kind, kindsOf, load, modelOf, nobodyToAsk, plan, planText, problemsText } from '@millrace/model';
import { sha256 } from '@millrace/model/node';
import * as z from 'zod';

// A room declares a kind.
const material = kind({
  name: 'material.definition',
  title: 'material',
  about: 'Something the plant buys, makes or uses up.',
  schema: z.strictObject({ name: z.string(), shelfLife: duration.optional() }),
  async impact(change, ask) {
    if (change.action !== 'change') return [];
    const lots = await ask('material.lot.affected', { by: 'shelf-life', name: change.id, shelfLife: change.after.shelfLife });
    return counted(lots, 'lot would expire earlier', 'lots would expire earlier');
  },
});
const kinds = kindsOf([material]);

// Somebody writes a file, with a slip of the pen.
const slip = load(kinds, [{ path: 'materials.yaml', text: 'material.definition:\n  API-7:\n    name: Relvantin\n    shelfLif: 18 months\n' }]);
console.log(problemsText(check(kinds, slip)));

// Mended, it is compared with the plant's record.
const mended = load(kinds, [{ path: 'materials.yaml', text: 'material.definition:\n  API-7:\n    name: Relvantin\n    shelfLife: 18 months\n' }]);
const record = modelOf([{ kind: 'material.definition', id: 'API-7', fields: { name: 'Relvantin', shelfLife: '24 months' } }]);
const input = {
  kinds,
  plant: 'plants/tablets',
  current: record,
  asOf: { at: Temporal.Instant.from('2026-11-22T10:00:00Z'), position: 48_211 },
  desired: mended.model,
  ownership: [],
  today: Temporal.PlainDate.from('2026-11-22'),
  waiting: [],
  signatures: () => [{ address: 'model.revision.apply' }],
  digest: sha256,
};
const report = await plan({ ...input, ask: async () => ['L-0412', 'L-0415', 'L-0419'] });
console.log(planText(report, { today: input.today }));

// Away from the plant nobody can count, and the plan says so.
const away = await plan({ ...input, ask: nobodyToAsk });
console.log(away.changes[0]?.consequences);
