/**
 * What a connector must be able to say of itself, each `done`, `exempt (why)` or `todo` in its `quality.yaml`: an honest
 * statement that shows in a diff, after the habit of Home Assistant's integration quality scale.
 */
export const qualityRules = {
  'config-documented': 'Every setting has a description and a checked range; sample.json is valid and is the documentation',
  'startup-policy': 'An unreachable other side follows error, ignore, retry or probe; a probe exists',
  'reconnects-with-backoff': 'A lost line is opened again with growing, jittered waits',
  'stale-on-silence': 'A value whose source has fallen silent is told again as stale',
  'source-time-kept': 'The time the source gives is kept to its last digit, also when it is wrong or runs backward',
  'clock-skew-marked': 'A device clock out of limits is marked, shown in the status, and its values are kept',
  'quality-mapped': 'The quality the protocol carries is mapped to OPC UA status codes; where it has none, that is said',
  'no-digit-lost': '64-bit integers arrive exactly; text that looks like a number stays text unless declared one',
  'kept-before-acknowledged': 'Where the protocol has an acknowledgement, it is sent only after the sink has kept the message',
  'hostile-input-bounded': 'Oversized, malformed or malicious input costs bounded memory and time, and is told, not thrown',
  'golden-cases': 'Known field problems are recorded as case folders',
  'foreign-peer-tested': 'Tested against an implementation by somebody else',
  'secrets-kept': 'No password or token appears in a log, a status or an error',
  'encrypted-transport': 'TLS or the protocol’s own security can be switched on',
  'throughput-measured': 'Values per second and processor share were measured against a peer',
} as const;

export type QualityRule = keyof typeof qualityRules;

/** What a connector says of one rule. */
export type QualityClaim = { readonly is: 'done' } | { readonly is: 'exempt'; readonly why: string } | { readonly is: 'todo'; readonly note?: string };

/**
 * Reads a quality card: flat YAML, one `rule: claim` per line. Every rule must be named, only known rules may be, and an
 * exemption says why.
 */
export function readQualityCard(text: string, file = 'quality.yaml'): ReadonlyMap<QualityRule, QualityClaim> {
  const card = new Map<QualityRule, QualityClaim>();
  text.split('\n').forEach((line, index) => {
    if (/^\s*(#.*)?$/.test(line)) return;
    const where = `${file}, line ${index + 1}`;
    const [, rule, claim] = /^([a-z-]+):\s+(.+?)\s*$/.exec(line) ?? [];
    if (!rule || !claim) throw new Error(`${where}: "${line}" is not \`rule: done\`, \`rule: exempt (why)\` or \`rule: todo\`.`);
    if (!isRule(rule)) throw new Error(`${where}: no rule is called "${rule}". Known: ${Object.keys(qualityRules).join(', ')}.`);
    if (card.has(rule)) throw new Error(`${where}: "${rule}" is already answered above.`);
    card.set(rule, readClaim(claim, where));
  });
  const missing = Object.keys(qualityRules).filter((rule) => isRule(rule) && !card.has(rule));
  if (missing.length > 0) throw new Error(`${file}: not answered: ${missing.join(', ')}. Say done, exempt (why) or todo.`);
  return card;
}

function readClaim(claim: string, where: string): QualityClaim {
  if (claim === 'done') return { is: 'done' };
  const [, word, words] = /^(exempt|todo)(?: \((.+)\))?$/.exec(claim) ?? [];
  if (word === 'todo') return { is: 'todo', ...(words && { note: words }) };
  if (word === 'exempt' && words) return { is: 'exempt', why: words };
  throw new Error(`${where}: "${claim}" is not \`done\`, \`exempt (why)\` or \`todo\`.`);
}

function isRule(word: string): word is QualityRule {
  return Object.hasOwn(qualityRules, word);
}
