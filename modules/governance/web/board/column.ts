import { day, figure, type BoardAction, type BoardColumnProps, type Text } from '@millrace/ui';
import type { ActionShown, LeftOut, LetterShown } from '../shown.ts';

const unitOf = (unit: string) => (unit === '1' ? '' : unit);

/** `iso-22400-2/ordered` is shown as `ISO 22400, with order`: the number never stands without the way it was reckoned. */
const profileWord = (profile: string) => {
  const [name = '', ...variations] = profile.split('/');
  return [name.replace(/-2$/, '').replaceAll('-', ' ').toUpperCase(), ...variations.map((one) => (one === 'ordered' ? 'with order' : one))].join(', ');
};

/** One letter as its column shows it. */
export function columnOf(board: string, letter: LetterShown, today: string, owner: (row: ActionShown) => BoardAction['owner'], zone: string, t: Text): BoardColumnProps {
  const { number, run, why } = letter;
  const inPart = run.points.filter((point) => point.value !== null && point.leftOut !== null).length;
  const unit = unitOf(number.unit);
  const target =
    number.target === null
      ? ''
      : t('{{word}} {{target}}', {
          word: number.better === 'lower' ? t('limit') : t('target'),
          target: figure(number.target, { digits: decimalsOf(number.target, number.decimals) }),
        });
  const when = number.date === null ? (number.isIdle ? t('nothing to count so far') : t('not counted yet')) : number.date === today ? t('today so far') : shortDay(number.date);
  const means = [
    `${number.name.toLowerCase().replace('oee', 'OEE')}${target ? `, ${target}` : ''}`,
    when,
    ...(number.status === 'restated' ? [t('restated')] : []),
    ...leftOutWords(number.leftOut, t),
  ].join('; ');
  return {
    letter: letter.letter,
    name: letter.name,
    days: letter.days.map((one) => ({ day: one.day, state: one.state, ...(one.hasAction && { hasAction: true }), ...(one.isRestated && { isRestated: true }) })),
    isOnTarget: number.isOnTarget ?? undefined,
    isIdle: number.isIdle,
    value: number.value === null ? '–' : figure(number.value, { digits: number.decimals, unit }),
    means,
    run: {
      name: run.profile ? `${run.name} · ${profileWord(run.profile)}` : run.name,
      unit: unitOf(run.unit),
      digits: run.decimals,
      better: run.better === 'lower' ? 'down' : 'up',
      ...(run.target !== null && { target: run.target }),
      ...(run.low !== null && { low: run.low }),
      ...(run.high !== null && { high: run.high }),
      none: t('no day counted yet'),
      points: run.points.map((point) => ({
        label: shortDay(point.date),
        value: point.value === null ? undefined : round(point.value),
        ...(point.isSignal && { isSignal: true }),
        ...noted([...(point.status === 'restated' ? [t('restated')] : []), ...leftOutWords(point.leftOut, t)]),
      })),
    },
    valuePath: `/board/${board}/why/${letter.letter}/cell`,
    runPath: `/board/${board}/why/${letter.letter}/chart`,
    runSpan: inPart === 0 ? t('14 days') : t('14 days · {{n}} in part', { n: inPart }),
    why: why?.losses ?? [],
    whyUnit: why?.unit === 'EUR' ? '€' : (why?.unit ?? ''),
    whySpan: t('last 7 days'),
    ...(why !== null && why.what !== 'training-gaps' && why.losses.length > 0 && { whyPath: `/board/${board}/why/${letter.letter}/why` }),
    ...(why === null && { whyNone: t('Reasons stand on the boards below.') }),
    actions: letter.actions.map((row) => ({
      id: row.id,
      text: row.title,
      owner: owner(row),
      due: dateOf(row.due, zone) === today ? t('today') : day(row.due, zone),
      isDue: row.isLate || dateOf(row.due, zone) === today,
      progress: row.isLate ? 'late' : row.state === 'open' ? 'plan' : row.state === 'in-progress' ? 'do' : 'check',
    })),
  };
}

const shortDay = (date: string) => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`));
const dateOf = (instant: string, zone: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(instant));
const round = (value: number) => Math.round(value * 100) / 100;
const decimalsOf = (value: number, most: number) => (Number.isInteger(value) ? 0 : most);
const leftOutWords = (leftOut: LeftOut | null, t: Text) => (leftOut ? [t('{{n}} of {{of}} shifts unknown, not in it', { n: leftOut.windows, of: leftOut.of })] : []);
const noted = (words: readonly string[]) => (words.length === 0 ? {} : { note: words.join('; ') });
