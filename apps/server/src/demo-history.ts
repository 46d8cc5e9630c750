import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Settings } from '@millrace/house/settings';
import { write, type Sample } from '@millrace/historian';
import { newId, Refusal, virtualClock, type Clock } from '@millrace/kernel';
import { executionOf, isOver, type Step } from '@millrace/mes';
import { requestId } from '@millrace/planning';
import { contents } from '@millrace/record';
import type { Logger } from 'pino';
import { demoPassword } from './demo.ts';
import { beginLife, endTelling } from './demo-life.ts';
import { DemoLeaders } from './demo-leaders.ts';
import type { PastEvent } from './demo-past.ts';
import { DemoQuality, type Blocked } from './demo-quality.ts';
import { leaveUndecided } from './demo-undecided.ts';
import { openHouse, type House } from './house.ts';
import { readingOf } from './flows/b2mml-flows.ts';
import { told } from './flows/b2mml-in.ts';
import { carried } from './flows/carried.ts';
import { reckonUnit, unitsOf } from './flows/indicators.ts';
import { stopLadder } from './flows/machines.ts';
import { interpreter, type Meant } from './flows/meaning.ts';
import { signalsOf, stopReasonsOf, tellsState } from './flows/signals.ts';

const system = 'erp';
const connection = 'packaging-sparkplug';
// a past is told faster than it was lived: one act per unit and five minutes is what indicators need
const countEveryMs = 300_000;
// six: the pool has ten connections, and sequencer, deliveries and seals need some
const atOnce = 6;

// whoever of the plant's people is called by that role; the shift supervisor counts as a team leader
const comes: Readonly<Record<string, string>> = { maintenance: 'maintenance-1', 'process-engineer': 'process-engineer-1' };

/**
 * Gives the demo plant its past: weeks of a simulated life through the ordinary commands, on a virtual server clock that
 * stands beside every act and seal. Answers how many acts it took, and how many were refused as in a real life.
 */
export async function fillHistory(settings: Settings, site: string, log: Logger, days: number, progress: (text: string) => void): Promise<{ acts: number; refused: number }> {
  const now = Temporal.Now.instant();
  // a Monday's early shift: the simulator plans by weeks
  const from = now.subtract({ hours: days * 24 });
  beginLife(settings, from);
  const clock = virtualClock(from);
  const house = await openHouse(settings, site, 'demo-history', log, clock as Clock, false);
  await house.database.pool.query('select store.make_partitions($1, 3)', [from.toString()]);
  await house.historian?.migrate();
  const teller = new PastTeller(house, log, from, now);
  const root = join(import.meta.dirname, '../../..');
  const simulator = spawn(process.execPath, [join(root, 'apps/simulator/src/main.ts'), 'history', '--plant', 'tablets', '--from', from.toString(), '--to', now.toString()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let day = 0;
  try {
    for await (const line of createInterface({ input: simulator.stdout })) {
      const event = JSON.parse(line) as PastEvent;
      const at = Temporal.Instant.fromEpochMilliseconds(event.atMs);
      if (Temporal.Instant.compare(at, clock.now()) > 0) {
        await teller.passTo(at, clock);
        clock.moveTo(at);
      }
      await teller.tell(event, at);
      // whole days since the past began; what the simulator says in its last second belongs to the last of them
      const today = Math.min(days, Math.floor((event.atMs - from.epochMilliseconds) / 86_400_000) + 1);
      if (today > day) {
        day = today;
        progress(`history: day ${day} of ${days} (${at.toString().slice(0, 10)}), ${teller.acts} acts before it`);
      }
    }
    // the past is told to here: from now on nobody hears the machines until they are born to the server that listens
    await teller.passTo(now, clock);
    clock.moveTo(now);
    await teller.end(now);
    await house.engine.settle();
    for (const unit of unitsOf(house)) await reckonUnit(house, unit, from, now);
    endTelling(settings, from);
  } finally {
    simulator.kill();
    await house.stop();
  }
  return { acts: teller.acts, refused: teller.refused };
}

class PastTeller {
  acts = 0;
  refused = 0;
  readonly #house: House;
  readonly #log: Logger;
  readonly #judge: ReturnType<typeof interpreter>;
  readonly #units: ReadonlySet<string>;
  readonly #quality: DemoQuality;
  readonly #leaders: DemoLeaders;
  readonly #waiting: { order: string; by: string; place: string }[] = [];
  #samples: Sample[] = [];
  #lookedAtMs = 0;
  readonly #chains = new Map<string, Promise<void>>();
  readonly #inFlight = new Set<Promise<void>>();

  constructor(house: House, log: Logger, from: Temporal.Instant, to: Temporal.Instant) {
    this.#house = house;
    this.#log = log;
    const { model } = house.policy();
    const signals = signalsOf(model, connection);
    const reasons = stopReasonsOf(model);
    this.#units = new Set([...signals.values()].filter(tellsState).map((one) => one.on));
    this.#judge = interpreter({ signals: () => signals, stopReasons: () => reasons, ladderAt: (place) => stopLadder(house, place), countEveryMs });
    this.#quality = new DemoQuality(house, (person, address, input, place) =>
      this.#do(address, input, { kind: 'person', person }, house.clock.now(), place === undefined ? {} : this.#signed(address, place)),
    );
    this.#leaders = new DemoLeaders(house, from, to, (person, address, input) => this.#do(address, input, { kind: 'person', person }, house.clock.now()));
  }

  /** What the house does by itself on the way to a moment: timers when they are due, counters, quality's answers. */
  async passTo(at: Temporal.Instant, clock: ReturnType<typeof virtualClock>): Promise<void> {
    // within a minute nothing of the house's own is due; its queued reactions run beside
    if (at.epochMilliseconds - this.#lookedAtMs < 60_000) return;
    this.#lookedAtMs = at.epochMilliseconds;
    await this.#drain();
    for (;;) {
      const { rows } = await this.#house.database.pool.query<{ due: Temporal.Instant | null }>(
        `select min(due_at) as due from store.timer where site = $1 and state = 'running' and due_at > $2`,
        [this.#house.site, clock.now().toString()],
      );
      const next = [rows[0]?.due ?? undefined, ...this.#quality.dues(), ...this.#leaders.dues()].filter((due) => due !== undefined).toSorted(Temporal.Instant.compare)[0];
      if (!next || Temporal.Instant.compare(next, at) > 0) return;
      if (Temporal.Instant.compare(next, clock.now()) > 0) clock.moveTo(next);
      for (const allowed of await this.#quality.settle(clock.now())) await this.#goOn(allowed, clock.now());
      // leaders look at numbers that rest on what the meters said up to now
      await this.#writeSamples();
      await this.#leaders.settle(clock.now());
      await this.#house.engine.settle();
    }
  }

  /** One thing after the other at one place, several places at a time. */
  async #enqueue(place: string, task: () => Promise<unknown>): Promise<void> {
    const next = (this.#chains.get(place) ?? Promise.resolve()).then(task).then(() => undefined);
    this.#chains.set(place, next);
    this.#inFlight.add(next);
    void next.finally(() => this.#inFlight.delete(next)).catch(() => undefined);
    if (this.#inFlight.size >= atOnce) await Promise.race(this.#inFlight);
  }

  async #drain(): Promise<void> {
    await Promise.all(this.#inFlight);
  }

  async tell(event: PastEvent, at: Temporal.Instant): Promise<void> {
    if (event.kind === 'sample') await this.#sample(event, at);
    else if (event.kind === 'schedule') {
      await this.#drain();
      await this.#schedule(event, at);
      await this.#house.engine.settle();
    } else await this.#enqueue(event.place, () => this.#act(event, at));
  }

  async end(at: Temporal.Instant): Promise<void> {
    await leaveUndecided(this.#house, (address, input, actor) => this.#do(address, input, actor, at));
    await this.#tellAll(this.#judge.flush(this.#lookedAtMs, true));
    await this.#tellAll([...this.#units].map((place) => this.#judge.lost(place, at)));
    await this.#drain();
    await this.#writeSamples();
  }

  async #sample(event: PastEvent & { kind: 'sample' }, at: Temporal.Instant): Promise<void> {
    const [edge, device, ...name] = event.address.split('/');
    const sample = { source: `Lindau/${edge}/${device}`, name: name.join('/'), value: event.value, sourceTime: at, receivedAt: at, quality: { grade: 'good' as const, status: 0 } };
    this.#samples.push({ signal: this.#judge.signalFor(sample.source, sample.name)?.id ?? event.address, value: event.value, sourceTime: at, receivedAt: at, quality: 0 });
    if (this.#samples.length >= 5000) await this.#writeSamples();
    await this.#tellAll(this.#judge.read({ kind: 'samples', samples: [sample] }));
  }

  async #tellAll(told: readonly Meant[]): Promise<void> {
    for (const meant of told) {
      const place = String(meant.input.place);
      const chain = meant.address === 'scada.counter.read' ? `count ${place}` : place;
      await this.#enqueue(chain, () => this.#do(meant.address, meant.input, { kind: 'system', person: `flow:${connection}` }, meant.at));
    }
  }

  async #writeSamples(): Promise<void> {
    if (this.#house.historian && this.#samples.length > 0) await write(this.#house.historian, { site: this.#house.site, samples: this.#samples, deduplicationToken: newId() });
    this.#samples = [];
  }

  /** A message of the other system, read and taken as one that lies in the drop folder is. */
  async #schedule(event: PastEvent & { kind: 'schedule' }, at: Temporal.Instant): Promise<void> {
    const bytes = Buffer.from(event.xml, 'utf8');
    const { system: sender, flow, header, content } = told(bytes, readingOf(this.#house, system), this.#house.policy().model);
    const how = await carried(contents(this.#house.database, this.#house.site), bytes, header.contentHash);
    await this.#do(
      'integration.message.receive',
      { message: newId(), system: sender, ...(flow !== undefined && { flow }), name: `${event.id}-${event.version}.xml`, size: bytes.length, ...how, header, content },
      { kind: 'system', person: `flow:${flow ?? sender}` },
      at,
    );
  }

  async #act(event: PastEvent & { kind: 'act' }, at: Temporal.Instant): Promise<void> {
    const person = { kind: 'person', person: event.by } as const;
    if (event.act === 'explain') {
      const { rows } = await this.#house.database.pool.query<{ id: string }>(
        'select id from scada.interval_in_force where site = $1 and place = $2 and starts_at <= $3 order by starts_at desc limit 1',
        [this.#house.site, event.unit, Temporal.Instant.fromEpochMilliseconds(event.fromMs).toString()],
      );
      if (rows[0]) await this.#do('scada.stop.explain', { place: event.unit, interval: rows[0].id, reason: event.reason }, person, at);
      return;
    }
    const order = await this.#orderOf(event.request, event.work, event.place);
    if (!order) return;
    if (event.act === 'start') {
      await this.#do('work.job-order.dispatch', { jobOrder: order.id }, { kind: 'person', person: 'supervisor-1' }, at);
      const unit = this.#unitOf(event.place);
      await this.#do('work.job-order.start', { jobOrder: order.id, at: unit, ...(order.work_master !== null && { workMaster: order.work_master }), person: event.by }, person, at);
    } else if (event.act === 'record') {
      await this.#untilBegun(order.id);
      for (const [data, value] of Object.entries(event.data)) {
        const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
        const answer = await this.#do('mes.reading.record', { execution: executionOf(order.id), step: event.step, data, value: text }, person, at);
        if (answer?.events.some((one) => one.type === 'mes.execution.blocked')) await this.#answerBlock(event, order, data, text, at);
      }
    } else if (event.act === 'complete-step') await this.#completeStep(order.id, event.step, event.place, event.by, event.second, at);
    else if (event.act === 'end-checks') await this.#do('mes.step.end-checks', { execution: executionOf(order.id), step: event.step }, person, at);
    else if (event.act === 'report')
      await this.#do(
        'work.job-order.count',
        { jobOrder: order.id, good: String(event.good), unit: event.unit, scrap: event.scrap.map((one) => ({ reason: one.reason, value: String(one.quantity) })) },
        person,
        at,
      );
    else if (event.act === 'complete' && !(await this.#complete(order.id, person, at))) {
      // something is owed, such as a check that quality has yet to allow: the unit goes to the next order, this one waits
      const paused = await this.#do('work.job-order.pause', { jobOrder: order.id, why: 'waits for quality' }, person, at);
      if (paused) this.#waiting.push({ order: order.id, by: event.by, place: event.place });
    }
  }

  /** Orders that waited for quality are finished as soon as it answered: their steps, then they. */
  async #finishWaiting(at: Temporal.Instant): Promise<void> {
    for (const one of this.#waiting.splice(0)) {
      const person = { kind: 'person', person: one.by } as const;
      const { rows } = await this.#house.database.pool.query<{ steps: Step[] }>('select steps from mes.execution where site = $1 and job_order = $2', [
        this.#house.site,
        one.order,
      ]);
      for (const step of (rows[0]?.steps ?? []).filter((each) => !isOver(each)))
        if (step.everyS !== undefined) await this.#do('mes.step.end-checks', { execution: executionOf(one.order), step: step.id }, person, at);
        else await this.#completeStep(one.order, step.id, one.place, one.by, step.signs?.second && this.#another(step.signs.second, one.place, one.by), at);
      if (!(await this.#complete(one.order, person, at))) this.#waiting.push(one);
    }
  }

  /** A step is done, and the second person it asks for looks at it at once. */
  async #completeStep(order: string, step: string, place: string, by: string, second: string | undefined, at: Temporal.Instant): Promise<void> {
    const input = { execution: executionOf(order), step };
    await this.#do('mes.step.complete', input, { kind: 'person', person: by }, at, this.#signed('mes.step.complete', place));
    if (second !== undefined) await this.#do('mes.step.verify', input, { kind: 'person', person: second }, at, this.#signed('mes.step.verify', place));
  }

  /** Somebody else in a role at a place. */
  #another(role: string, place: string, but: string): string | undefined {
    const { model, isWithin } = this.#house.policy();
    const found = model.objects.find(
      ({ kind, fields }) => kind === 'personnel.role-assignment' && fields.role === role && fields.person !== but && isWithin(place, String(fields.at)),
    );
    return found && String(found.fields.person);
  }

  /** A person looks up from the last step before the order is completed: by then its order has heard of it. */
  async #complete(jobOrder: string, person: { kind: 'person'; person: string }, at: Temporal.Instant) {
    await this.#house.engine.settle();
    const done = await this.#do('work.job-order.complete', { jobOrder }, person, at);
    if (done) this.#quality.completed(jobOrder, at);
    return done;
  }

  /** The steps of a started order are laid out by a queued reaction; a person would wait a breath for them. */
  async #untilBegun(jobOrder: string): Promise<void> {
    for (let tried = 0; tried < 20; tried++) {
      const { rowCount } = await this.#house.database.pool.query('select from mes.execution where site = $1 and job_order = $2', [this.#house.site, jobOrder]);
      if (rowCount) return;
      await this.#house.engine.settle();
    }
  }

  /** A blocked step: where it calls somebody they come, and leave it to quality; then, as without a call, it is a deviation. */
  async #answerBlock(event: Omit<Blocked, 'order'>, order: { id: string; lot: string | null; number: string }, data: string, value: string, at: Temporal.Instant): Promise<void> {
    const { rows } = await this.#house.database.pool.query<{ leads: string; calls: string | null }>(
      `select block->>'leadsTo' as leads, block->>'calls' as calls from mes.execution where site = $1 and job_order = $2`,
      [this.#house.site, order.id],
    );
    if (rows[0]?.leads === 'call') {
      const leader = { kind: 'person', person: comes[rows[0].calls ?? ''] ?? 'supervisor-1' } as const;
      const execution = executionOf(order.id);
      await this.#do('mes.block.accept', { execution }, leader, at);
      await this.#do(
        'mes.block.answer',
        { execution, decision: 'deviation', words: 'Set back twice already in this shift; quality decides about what was made.' },
        leader,
        at,
        this.#signed('mes.block.answer', event.place),
      );
    }
    await this.#openDeviation(event, order, data, value, at);
  }

  async #openDeviation(event: Omit<Blocked, 'order'>, order: { id: string; lot: string | null; number: string }, data: string, value: string, at: Temporal.Instant): Promise<void> {
    const deviation = newId();
    await this.#house.engine.settle();
    await this.#do(
      'qms.deviation.open',
      {
        deviation,
        title: `${inWords(data)} out of limits on ${order.number}`,
        description: `Step ${event.step}: ${value} after the re-check.`,
        place: event.place,
        lots: order.lot === null ? [] : [order.lot],
        source: { jobOrder: order.id, step: event.step, reading: value },
      },
      { kind: 'person', person: event.by },
      at,
    );
    this.#quality.raised(deviation, { order: order.id, by: event.by, step: event.step, place: event.place, second: event.second }, at);
  }

  /** Quality lets a blocked step be as it is: it is done at once, and so is all that waited. */
  async #goOn({ order, step, place, by, second }: Blocked, at: Temporal.Instant): Promise<void> {
    await this.#completeStep(order, step, place, by, second, at);
    await this.#finishWaiting(at);
  }

  /** The signature that the plant asks for there, as its people give it; none where it asks for none. */
  #signed(address: string, place: string): { signature?: { meaning: string; secret: string } } {
    const demanded = this.#house.policy().signaturesFor(address, place)?.signatures.at(-1);
    return demanded ? { signature: { meaning: demanded.meaning, secret: demoPassword } } : {};
  }

  async #orderOf(request: string, work: string, place: string): Promise<{ id: string; number: string; work_master: string | null; lot: string | null } | undefined> {
    const { rows } = await this.#house.database.pool.query<{ id: string; number: string; work_master: string | null; lot: string | null }>(
      `select j.id, j.number, j.work_master, (select l.id::text from material.lot l where l.site = j.site and l.definition = j.definition and l.lot_number = j.lot_number) as lot
         from work.job_order_in_force j where j.site = $1 and j.id in (select id::text from work.job_order where site = $1 and request = $2) and (j.work_master = $3 or j.place = $4) order by (j.work_master = $3) desc limit 1`,
      [this.#house.site, requestId(system, request), work, place],
    );
    return rows[0];
  }

  /** A line's work runs on the unit that is its constraint. */
  #unitOf(place: string): string {
    const part = this.#house.policy().tree.all.find((one) => one.id === place);
    return part?.kind === 'equipment.line' ? String(part.fields.constraint ?? place) : place;
  }

  async #do(
    address: string,
    input: unknown,
    actor: { kind: 'person' | 'system'; person: string },
    at: Temporal.Instant,
    more: { signature?: { meaning: string; secret: string } } = {},
  ) {
    this.acts += 1;
    try {
      return await this.#house.shell.execute(address, input, { key: newId(), actor, site: this.#house.site, station: 'demo history', happenedAt: at, ...more });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refused += 1;
      this.#log.debug({ rule: error.rule, address, sentence: error.message }, 'refused in the demo history');
      return undefined;
    }
  }
}

/** `mean-of-10` as people write it. */
const inWords = (id: string) => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
