import { clean, dataFolder, pause, supervise } from '../e2e/house.fixture.ts';

// How long until the house is up: cold (an empty data folder, the model applied, accounts made; no history) and warm. Aim: warm below 5 s.

const data = dataFolder('start');
try {
  const cold = await supervise(data);
  await stop(cold);
  const warm: number[] = [];
  for (let i = 0; i < 3; i++) {
    const house = await supervise(data);
    warm.push(house.startedInS);
    await stop(house);
  }
  const best = Math.min(...warm);
  console.log(`cold start  ${cold.startedInS.toFixed(1)} s`);
  console.log(`warm start  ${warm.map((s) => s.toFixed(1)).join('  ')} s   best ${best.toFixed(1)} s (aim below 5 s)`);
  console.log(`ratio warm to cold ${(best / cold.startedInS).toFixed(2)}`);
} finally {
  await clean(data);
}

async function stop(house: Awaited<ReturnType<typeof supervise>>): Promise<void> {
  house.signal('SIGINT');
  await Promise.race([house.exited, pause(20_000)]);
}
