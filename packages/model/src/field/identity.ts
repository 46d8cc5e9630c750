import * as z from 'zod';

const word = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?$/;

/** What an object is called in files, on labels and in links: letters, digits, `.`, `_` and `-`, at most 80. It stays; a rename says `was:`. */
export const identity = z.string().regex(word, 'is a short name of letters, digits, dot, dash or underscore');

/** Whether a text can be the identity of an object. */
export const isIdentity = (text: string) => word.test(text);

/** The identity of another object; the kind says in its `refs` of which kind. */
export const ref = identity;
