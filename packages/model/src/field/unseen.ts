// controls but tab and the ends of lines, marks that turn the direction of a line, and the mark of byte order
// oxlint-disable-next-line no-control-regex -- they are what is sought
const unseen = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/;

/** The first sign of a text that nobody sees, or half a one, as `U+0000`; undefined where all can be seen. */
export function unseenIn(text: string): string | undefined {
  const sign = unseen.exec(text)?.[0] ?? (text.isWellFormed() ? undefined : /[\ud800-\udfff]/.exec(text)?.[0]);
  return sign && `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

export const unseenInstead = 'Write it anew, without what was copied along.';
