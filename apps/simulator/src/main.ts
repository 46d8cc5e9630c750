import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { plantClock } from './clock.ts';
import { openControl } from './control.ts';
import { history, life, plants, type PlantName } from './history.ts';
import { dropSchedule, live } from './live.ts';
import type { ScheduleEvent } from './plant/event.ts';
import { readModel } from './plant/model.ts';
import { readRecording } from './shdr/recording.ts';
import { lineOf, openSpeaker, replay } from './shdr/say.ts';
import { openEdges } from './tablets-live.ts';

const house = join(import.meta.dirname, '../../..');
const weekMs = 604_800_000;
// 2 min: the past is told by the minute; what a counter said before a restart it must not say again after it, a little lower
const watchedBeforeMs = 120_000;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    plant: { type: 'string', default: 'tablets' },
    plants: { type: 'string', default: join(house, 'plants') },
    seed: { type: 'string', default: 'millrace' },
    from: { type: 'string' },
    to: { type: 'string' },
    speed: { type: 'string', default: '1' },
    mqtt: { type: 'string', default: 'mqtt://127.0.0.1:1883' },
    group: { type: 'string', default: 'Lindau' },
    'primary-host': { type: 'string' },
    'shdr-port': { type: 'string', default: '7878' },
    hours: { type: 'string', default: 'any' },
    shdr: { type: 'string', default: 'auto' },
    'shdr-times': { type: 'string', default: 'now' },
    'schedule-folder': { type: 'string' },
    'control-port': { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});
const help = `A plant that speaks real protocols.

  node apps/simulator/src/main.ts live [flags]      lives now
  node apps/simulator/src/main.ts history [flags]   tells what happened, one JSON object per line

  --plant tablets|gearbox    which plant
  --seed <text>              the same seed, start and model give the same life
  --from <instant>           the plant's life begins (default: four weeks ago, Monday 05:00 UTC)
  --to <instant>             history ends (default: now)
  --speed <n>                live: how much faster than our time (default 1)
  --mqtt <url>               tablets: the broker
  --primary-host <id>        tablets: wait for this Sparkplug host before being born
  --shdr-port <n>            gearbox: port of the MTConnect adapter (default 7878)
  --shdr auto|recording|generated   gearbox: replay the recording in MILLRACE_SHARED_DATA, or make one up
  --hours any|shift          gearbox, live: the machine works at any hour, or in the shifts of the model (default any)
  --shdr-times now|original  gearbox: stamps of the replay
  --schedule-folder <path>   drop production schedules (B2MML V0701) here as they come
  --control-port <n>         faults on request, by HTTP on 127.0.0.1 (default: a free one)
`;
const log = (line: string): void => void process.stderr.write(`${new Date().toISOString()} ${line}\n`);
const fail = (why: string): never => {
  process.stderr.write(`${why}\n\n${help}`);
  process.exit(1);
};

const plant = Object.hasOwn(plants, flags.plant) ? (flags.plant as PlantName) : fail(`--plant is ${flags.plant}; it must be one of ${Object.keys(plants).join(', ')}.`);
const fromMs = instant('from', flags.from) ?? fourWeeksAgo();
if (!['any', 'shift'].includes(flags.hours)) fail(`--hours is ${flags.hours}; it must be any or shift.`);
if (flags.help) process.stdout.write(help);
else if (positionals[0] === 'history') await tellHistory();
else if (positionals[0] === 'live') await liveNow();
else fail('Say what to do: live or history.');

async function tellHistory(): Promise<void> {
  const toMs = instant('to', flags.to) ?? Date.now();
  process.stdout.on('error', () => process.exit(0)); // whoever listened has heard enough
  for await (const event of history({ plant, plantsFolder: flags.plants, seed: flags.seed, fromMs, toMs }))
    if (!process.stdout.write(`${JSON.stringify(event)}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}

async function liveNow(): Promise<void> {
  const speed = number('speed', flags.speed);
  const startMs = Date.now();
  const clock = plantClock(startMs, speed);
  const stopping = new AbortController();
  const parts: (() => Promise<void>)[] = [];
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stopping.abort());
  stopping.signal.addEventListener('abort', () => clock.stop());

  const events = life({
    plant,
    plantsFolder: flags.plants,
    seed: flags.seed,
    fromMs: Math.min(fromMs, startMs),
    liveFromMs: startMs - watchedBeforeMs,
    isAlwaysManned: flags.hours === 'any',
  });
  const schedule = (message: ScheduleEvent): void => {
    if (flags['schedule-folder'] !== undefined) log(`schedule ${dropSchedule(flags['schedule-folder'], message)}`);
  };
  const edges = new Map();
  const control = await openControl(number('control-port', flags['control-port']), edges, () => ({ plant, now: new Date(clock.nowMs()).toISOString(), speed }));
  parts.push(() => control.stop());
  log(`control on http://127.0.0.1:${control.port}`);

  if (plant === 'tablets') {
    let say: ReturnType<typeof openEdges>['say'] = () => undefined;
    await live({
      events,
      clock,
      startMs,
      schedule,
      signal: stopping.signal,
      prime(last) {
        const opened = openEdges(readModel(join(flags.plants, plant)), last, { url: flags.mqtt, group: flags.group, primaryHost: flags['primary-host'], clock, log });
        for (const [name, edge] of opened.edges) edges.set(name, edge);
        say = opened.say;
        parts.push(opened.stop);
        log(`${[...opened.edges.keys()].join(' and ')} live on ${flags.mqtt}`);
      },
      say: (samples) => say(samples),
    });
  } else {
    const isOriginal = flags['shdr-times'] === 'original';
    const speaker = await openSpeaker(number('shdr-port', flags['shdr-port']), isOriginal ? undefined : () => clock.nowMs());
    parts.push(() => speaker.adapter.stop());
    // without the variable the path is of the working directory, where no recording lies
    const recording = join(process.env['MILLRACE_SHARED_DATA'] ?? '', 'mtconnect_okuma_shdr.txt');
    const isReplay = flags.shdr === 'recording' || (flags.shdr === 'auto' && existsSync(recording));
    log(`MTConnect adapter on 127.0.0.1:${speaker.adapter.port}, ${isReplay ? `replaying ${recording}` : 'generated'}`);
    if (isReplay) {
      await replay(readRecording(recording), speaker, { speed, times: isOriginal ? 'original' : 'now', nowMs: () => Date.now(), signal: stopping.signal });
    } else {
      await live({
        events,
        clock,
        startMs,
        schedule,
        signal: stopping.signal,
        prime(last) {
          for (const event of last.values()) speaker.say(lineOf(event));
        },
        say(samples) {
          for (const event of samples) speaker.say(lineOf(event));
        },
      });
    }
  }
  for (const stop of parts.toReversed()) await stop();
  log('stopped');
}

function instant(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? fail(`--${name} is ${text}; write an instant like 2026-11-02T05:00:00Z.`) : ms;
}

function number(name: string, text: string): number {
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : fail(`--${name} is ${text}; it must be a number, 0 or more.`);
}

/** Monday 05:00 UTC: six in the morning in Lindau, when the early shift begins. */
function fourWeeksAgo(): number {
  const mondayMs = Date.UTC(2026, 0, 5, 5);
  return mondayMs + Math.floor((Date.now() - mondayMs) / weekMs - 4) * weekMs;
}
