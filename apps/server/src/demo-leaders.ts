import { newId } from '@millrace/kernel';
import { asker } from '@millrace/store';
import { reckonUnit, unitsOf } from './flows/indicators.ts';
import type { House } from './house.ts';

/** Does a command in the demo's past as a person; undefined where it was refused. */
export type DoAs = (person: string, address: string, input: Record<string, unknown>) => Promise<unknown>;

/** What the teams at the boards do about a loss: written once, for an invented plant. */
interface Remedy {
  readonly why: string;
  readonly title: string;
  readonly owner: string;
  /** Days until it is due. */
  readonly days: number;
  /** Days until its owner says that it is done; none: it stays open, and some day it is overdue. */
  readonly doneAfter?: number;
  readonly result?: string;
}

const remedies: Readonly<Record<string, Remedy>> = {
  'Feeder jam': {
    why: 'The feeder jammed again and again after the change of format.',
    title: 'Set the feeder guide by gauge at every change of format',
    owner: 'maintenance-1',
    days: 3,
    doneAfter: 2,
    result: 'Gauge is at the line, the setting sheet shows it.',
  },
  'Foil reel change': {
    why: 'Reel changes took twice their time; the next reel stood in the store.',
    title: 'Stage the next foil reel 30 minutes before it is due',
    owner: 'team-leader-2',
    days: 2,
    doneAfter: 1,
    result: 'The warehouse brings it by the reel card.',
  },
  'Foil start-up': {
    why: 'Start-up scrap after each reel is above what the standard allows.',
    title: 'Shorten the sealing start-up to eight cycles',
    owner: 'process-engineer-1',
    days: 10,
  },
  'Missing tablet': {
    why: 'Pockets stayed empty when the feeder ran low.',
    title: 'Move the level sensor of the feeder 40 mm up',
    owner: 'maintenance-1',
    days: 4,
    doneAfter: 3,
    result: 'Moved and marked; the low-level stop was tried three times.',
  },
  'Code reader': {
    why: 'The code reader rejected cartons that were good.',
    title: 'Clean the reader window each shift and log it',
    owner: 'team-leader-1',
    days: 2,
    doneAfter: 2,
    result: 'On the shift card since Monday.',
  },
};
const anyLoss: Readonly<Record<string, Remedy>> = {
  S: {
    why: 'The guard door of the cartoner did not lock.',
    title: 'Refit the guard switch of the cartoner',
    owner: 'maintenance-1',
    days: 1,
    doneAfter: 1,
    result: 'New switch fitted; door and stop tried by both crews.',
  },
  Q: { why: 'Blisters with a weak seal were set aside at the first hour.', title: 'Check the sealing plate at every change of format', owner: 'quality-1', days: 5 },
  D: { why: 'Orders began late, because the one before ran over.', title: 'Agree the change-over time with planning and show it on the card', owner: 'lean-1', days: 1 },
  C: { why: 'More foil went to scrap than the standard allows.', title: 'Weigh foil waste by cause for two weeks', owner: 'lean-1', days: 14 },
  P: { why: 'One station had nobody who is qualified for it.', title: 'Train a second setter for the sealing station', owner: 'team-leader-1', days: 14 },
};
const huddles = [
  { board: 'packaging-1-t1', line: 'packaging-1', person: 'team-leader-1', minutes: 0 },
  { board: 'packaging-2-t1', line: 'packaging-2', person: 'team-leader-2', minutes: 9 },
];
const answers = [
  'Cleared the jam with the operator and started again.',
  'Changed over to the spare, the line runs; maintenance looks at it on Friday.',
  'Brought the missing foil from the store.',
  'Reset the reader and cleaned its window.',
  'Tightened the guide; it held for the rest of the shift.',
];

interface Due {
  readonly at: Temporal.Instant;
  readonly does: () => Promise<unknown>;
}

/** The people who lead in the demo's past: they come when they are called, meet at the boards at 06:30, and see their actions through. */
export class DemoLeaders {
  readonly #house: House;
  readonly #do: DoAs;
  readonly #dues: Due[] = [];
  readonly #seen = new Set<string>();
  readonly #open = new Map<string, string>();
  #answered = 0;

  constructor(house: House, from: Temporal.Instant, to: Temporal.Instant, doAs: DoAs) {
    this.#house = house;
    this.#do = doAs;
    const zone = house.policy().timeZone;
    for (let day = from.toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 }); ; day = day.add({ days: 1 })) {
      const at = day.toZonedDateTime({ timeZone: zone, plainTime: '06:31' }).toInstant();
      if (Temporal.Instant.compare(at, to) >= 0) break;
      for (const { board, line, person, minutes } of huddles) this.#later(at.add({ minutes }), () => this.#meet(board, line, person));
    }
    this.#later(to.subtract({ hours: 28 }), () =>
      this.#do('operator-2', 'mes.andon.call', { call: newId(), place: 'packaging-2', about: 'safety', words: 'The guard door of the cartoner does not lock.' }),
    );
  }

  /** When they do something next. */
  dues(): Temporal.Instant[] {
    return this.#dues.map((one) => one.at);
  }

  /** Does what is due, after looking at what has been raised meanwhile. */
  async settle(now: Temporal.Instant): Promise<void> {
    await this.#look(now);
    for (const due of this.#dues.filter((one) => Temporal.Instant.compare(one.at, now) <= 0)) {
      this.#dues.splice(this.#dues.indexOf(due), 1);
      await due.does();
    }
  }

  #later(at: Temporal.Instant, does: () => Promise<unknown>): void {
    this.#dues.push({ at, does });
  }

  /** Whoever is called comes within two minutes, and says what was done when it runs again. */
  async #look(now: Temporal.Instant): Promise<void> {
    const { rows } = await this.#house.database.pool.query<{ id: string; on: string; place: string; steps: { role: string }[] }>(
      `select id, "on", place, ladder -> 'steps' as steps from governance.escalation where site = $1 and state = 'raised' and mode in ('enforce', 'advise')`,
      [this.#house.site],
    );
    for (const { id, on, place, steps } of rows) {
      if (this.#seen.has(id)) continue;
      this.#seen.add(id);
      const role = steps[0]?.role ?? '';
      // team leaders have the packaging lines; elsewhere the supervisor, who is one as well, comes
      const person = role === 'team-leader' && !this.#house.policy().isWithin(place, 'packaging') ? 'supervisor-1' : leaderFor[role];
      if (person === undefined || on === 'action-overdue') continue;
      const did = answers[this.#answered++ % answers.length]!;
      this.#later(now.add({ seconds: 95 }), async () => {
        if ((await this.#do(person, 'governance.escalation.accept', { escalation: id })) !== undefined)
          this.#later(now.add({ minutes: 9 }), () => this.#do(person, 'governance.escalation.answer', { escalation: id, did }));
      });
    }
  }

  /** The huddle: why was yesterday red, and what is done about it. */
  async #meet(board: string, place: string, moderator: string): Promise<void> {
    const show = this.#house.queries.find((one) => one.query.address === 'governance.board.show');
    if (!show) return;
    const now = this.#house.clock.now();
    // the numbers of the day before, as the indicator flow has them ready at this hour
    for (const unit of unitsOf(this.#house)) if (unit.line === place) await reckonUnit(this.#house, unit, now.subtract({ hours: 34 }), now);
    const shown = (await show.answer(
      { board } as never,
      asker(show.query, {
        site: this.#house.site,
        person: moderator,
        now,
        database: this.#house.database,
        policy: this.#house.policy(),
        nouns: this.#house.rooms.nouns,
        grants: [{ role: 'team-leader', pattern: show.query.address, place: null }],
      })!,
    )) as Shown;
    const meeting = newId();
    await this.#do(moderator, 'governance.meeting.start', { meeting, board, place });
    const yesterday = Temporal.PlainDate.from(shown.today).subtract({ days: 1 }).toString();
    for (const { letter, days, why } of shown.letters) {
      if (days.find((one) => one.date === yesterday)?.state !== 'bad') continue;
      const remedy = why?.losses.map((loss) => remedies[loss.label]).find((one) => one !== undefined) ?? anyLoss[letter]!;
      const action = await this.#actionOn(board, place, letter, remedy, moderator, now);
      await this.#do(moderator, 'governance.cell.explain', { board, place, letter, date: yesterday, reason: remedy.why, action });
    }
    await this.#do(moderator, 'governance.meeting.end', { meeting });
  }

  /** The action that runs against a loss on this board, or a new one with its owner's days ahead. */
  async #actionOn(board: string, place: string, letter: string, remedy: Remedy, moderator: string, now: Temporal.Instant): Promise<string> {
    const key = `${board} ${letter} ${remedy.title}`;
    const running = this.#open.get(key);
    if (running !== undefined) return running;
    const action = newId();
    this.#open.set(key, action);
    await this.#do(moderator, 'governance.action.open', {
      action,
      title: remedy.title,
      owner: remedy.owner,
      due: now.add({ hours: remedy.days * 24 }).toString(),
      place,
      board,
      letter,
    });
    this.#later(now.add({ hours: 5 }), () => this.#do(remedy.owner, 'governance.action.start', { action }));
    if (remedy.doneAfter !== undefined) {
      const doneAt = now.add({ hours: remedy.doneAfter * 24 + 2 });
      this.#later(doneAt, () => this.#do(remedy.owner, 'governance.action.complete', { action, result: remedy.result }));
      this.#later(doneAt.add({ hours: 22 }), async () => {
        await this.#do('supervisor-1', 'governance.action.verify', { action, effect: 'Looked at it on the round; it is in use.' });
        this.#open.delete(key);
      });
    }
    return action;
  }
}

const leaderFor: Readonly<Record<string, string>> = { 'team-leader': 'team-leader-2', supervisor: 'supervisor-1', 'quality-engineer': 'quality-1', maintenance: 'maintenance-1' };

/** What a huddle reads from its board. */
interface Shown {
  readonly today: string;
  readonly letters: readonly {
    readonly letter: string;
    readonly days: readonly { readonly date: string; readonly state: string }[];
    readonly why: { readonly losses: readonly { readonly label: string }[] } | null;
  }[];
}
