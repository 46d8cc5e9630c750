// as JSON writes them; an even number of backslashes before is a text that speaks of the escape
const unkeepable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** Whether every text in it can stand in a row: PostgreSQL keeps neither U+0000 nor a surrogate without its other half. */
export const isKeepable = (value: unknown): boolean => !unkeepable.test(JSON.stringify(value ?? null));

/** A value as JSON that a row keeps; a character that none keeps is told by U+FFFD, so that the rest is not lost with it. */
export const keepable = (value: unknown): string => JSON.stringify(value ?? null).replaceAll(new RegExp(unkeepable, 'g'), (found) => `${found.slice(0, -6)}\\ufffd`);
