import { isKeptDecimal } from '@millrace/kernel';
import { convert, isCommensurable, quantity } from '@millrace/quantity';
import { minutesOf } from '@millrace/work';
import type { Line, LineProblem, WantedWork } from '../production-request/lines.ts';
import type { ToldLine, ToldRequest } from '../production-request/told.ts';
import type { Master, Words } from './words.ts';

type FoundMaster = Master & { readonly id: string };

/** Lines of a request with the work they mean in this model, or with what nobody here knows. `now` starts what was told no start. */
export function resolve(request: ToldRequest, words: Words, now: Temporal.Instant): Line[] {
  if (request.lines.length === 0 && !request.isCancelled)
    return [
      {
        told: { line: '-' },
        ...(request.at !== undefined && { place: request.at }),
        work: [],
        problems: [{ what: 'content', told: request.externalId, sentence: 'The request names neither a segment nor a material; nobody can tell what to make. Ask the sender.' }],
      },
    ];
  return request.lines.map((told, i) => resolveLine(told, request, words, now, i));
}

function resolveLine(told: ToldLine, request: ToldRequest, words: Words, now: Temporal.Instant, at: number): Line {
  const problems: LineProblem[] = [];
  const problem = (what: LineProblem['what'], word: string, sentence: string): undefined => void problems.push({ what, told: word, sentence });

  const material =
    told.material === undefined
      ? undefined
      : (words.material(told.material) ??
        problem('material', told.material, `Nobody here knows the material "${told.material}". Add it to the model, or say in knownAs which of ours it is.`));
  const place =
    told.place === undefined
      ? undefined
      : (words.place(told.place) ?? problem('place', told.place, `Nobody here knows the equipment "${told.place}". Say in knownAs of a line or unit that it is meant.`));
  const unit =
    told.quantity?.unit === undefined
      ? undefined
      : (words.unit(told.quantity.unit) ?? problem('unit', told.quantity.unit, `"${told.quantity.unit}" is no unit we know. Add it to the mapping of units of ${request.system}.`));
  if (told.quantity) checkFigure(told.quantity.value, problem);
  const masters = problems.some((one) => one.what === 'material') ? [] : mastersFor(told, material?.name, place, words, problem);
  const work = (problems.some((one) => one.what === 'quantity') ? [] : masters).flatMap(
    (master, i) => workOf(master, { told, request, material, place, unit, words, now, sequence: placeInRoute(master.id, material?.name, words) ?? at * 10 + i }, problem) ?? [],
  );
  const lies = work[0]?.place ?? place ?? request.at;
  return { told, ...(lies !== undefined && { place: lies }), problems, work: problems.length > 0 ? [] : work };
}

/** Steps of a known route are done in its order, whatever the order of the lines. */
function placeInRoute(master: string, material: string | undefined, words: Words): number | undefined {
  const found = material === undefined ? -1 : (words.routeOf(material)?.indexOf(master) ?? -1);
  return found < 0 ? undefined : found;
}

/** A figure that nothing can be planned of holds its line; the sender is asked. */
function checkFigure(value: string, problem: Complain): void {
  if (!isKeptDecimal(value)) problem('quantity', value, `"${value}" is no amount that can be planned: digits with a point, at most 18 before and 12 after it. Ask the sender.`);
  else if (value.startsWith('-') || !/[1-9]/.test(value))
    problem('quantity', value, `The quantity is ${value}: there is nothing to make. Ask the sender, who may mean to call it off.`);
}

type Complain = (what: LineProblem['what'], word: string, sentence: string) => undefined;

/** The work masters that a line means: by its segment, or by the route of its material. */
function mastersFor(told: ToldLine, material: string | undefined, place: string | undefined, words: Words, problem: Complain): readonly FoundMaster[] {
  if (told.segment === undefined) {
    if (material === undefined) return problem('content', told.line, 'The line names neither a segment nor a known material.') ?? [];
    const route = words.routeOf(material);
    if (!route) return problem('material', material, `No route in the model makes "${material}". Add one, or let the sender name segments.`) ?? [];
    return route.flatMap((name) => words.master(name) ?? []);
  }
  const named = words.mastersOf(told.segment);
  const route = material === undefined ? undefined : words.routeOf(material);
  const fitting = named.filter((master) => material === undefined || master.makes === undefined || master.makes === material || route?.includes(master.id));
  const there = fitting.filter((master) => place === undefined || runsAt(master, place, words));
  const best = there.length > 0 ? there : fitting;
  if (best.length === 1) return best;
  const about = material === undefined ? '' : ` that makes "${material}"`;
  if (best.length === 0) return problem('segment', told.segment, `No work master of the segment "${told.segment}"${about} is in the model.`) ?? [];
  return (
    problem(
      'segment',
      told.segment,
      `Several work masters fit the segment "${told.segment}": ${best.map((one) => one.id).join(', ')}. Let the sender name the material or the place.`,
    ) ?? []
  );
}

/** Whether a master may run at a place: on it, on a unit of that line, or anywhere on the line of that unit. */
function runsAt(master: Master, place: string, words: Words): boolean {
  return master.on.some(({ at }) => at === place || words.lineOf(at) === place || words.lineOf(place) === at);
}

interface Around {
  readonly told: ToldLine;
  readonly request: ToldRequest;
  readonly material: { readonly name: string; readonly unit: string } | undefined;
  readonly place: string | undefined;
  readonly unit: string | undefined;
  readonly words: Words;
  readonly now: Temporal.Instant;
  readonly sequence: number;
}

function workOf(master: FoundMaster, around: Around, problem: Complain): WantedWork | undefined {
  const { told, request, material, words, now } = around;
  if (around.place !== undefined && told.segment !== undefined && !runsAt(master, around.place, words))
    return problem('place', around.place, `"${master.id}" is not meant to run at "${around.place}". Add it there in the model, or let the sender name another place.`);
  const place = told.segment !== undefined && around.place !== undefined ? around.place : master.on[0]?.at;
  if (place === undefined) return problem('place', master.id, `The work master "${master.id}" says nowhere where it runs.`);
  const definition = master.makes ?? material?.name;
  const amount = amountOf(master, definition === undefined ? undefined : words.material(definition), around);
  if (!amount)
    return problem(
      'quantity',
      told.quantity ? `${told.quantity.value} ${told.quantity.unit ?? ''}`.trim() : 'none',
      'The quantity does not fit the unit of the material, and the work master names no batch to take instead.',
    );
  const plannedStart = told.start ?? now;
  return {
    workType: master.type,
    place,
    workMaster: master.id,
    ...(definition !== undefined && { definition }),
    ...(told.lot !== undefined && { lotNumber: told.lot }),
    quantity: amount,
    plannedStart,
    ...(told.end && Temporal.Instant.compare(told.end, plannedStart) >= 0 && { plannedEnd: told.end }),
    priority: request.priority ?? 100,
    // minutes of the planned start, then the order of the lines: a route is done from first to last
    sequence: minutesOf(plannedStart) + around.sequence,
  };
}

/** How much to make: as told, in the material's unit; one batch where the told unit says nothing about this piece of work. */
function amountOf(master: Master, makes: { readonly unit: string } | undefined, { told, unit, material }: Around): { value: string; unit: string } | undefined {
  const batch = master.batch?.split(' ');
  const ofBatch = batch?.[0] !== undefined && batch[1] !== undefined ? { value: batch[0], unit: batch[1] } : undefined;
  if (!told.quantity) return ofBatch;
  const from = unit ?? material?.unit ?? makes?.unit;
  const to = makes?.unit ?? ofBatch?.unit ?? from;
  if (from === undefined || to === undefined) return undefined;
  // a carton counted in pieces says nothing about kilograms of the tablets in it
  if (!isCommensurable(from, to)) return ofBatch;
  if (from === to) return { value: told.quantity.value, unit: to };
  const value = convert(quantity(told.quantity.value, from), to).value.toDecimalPlaces(12).toFixed();
  return isKeptDecimal(value) && /[1-9]/.test(value) ? { value, unit: to } : undefined;
}
