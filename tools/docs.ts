/** Relative links of a Markdown page that lead nowhere: no such file, or no such heading in it. Code is not read. */
export function brokenLinks(text: string, exists: (to: string) => boolean, read: (to: string) => string): string[] {
  const prose = text.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)]
    .map((found) => found[1]!)
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = '', heading] = link.split('#');
      if (path !== '' && !exists(decodeURIComponent(path))) return true;
      if (heading === undefined || (path !== '' && !path.endsWith('.md'))) return false;
      return !headingsOf(path === '' ? text : read(path)).includes(heading);
    });
}

/** The anchors that a page's headings get: lower-case, spaces as hyphens, without punctuation. */
function headingsOf(text: string): string[] {
  return [...text.replaceAll(/^```.*?^```/gms, '').matchAll(/^#+ (.+)$/gm)].map((found) =>
    found[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

/** Names after `npm run` that are no script of package.json. */
export function missingScripts(text: string, scripts: readonly string[]): string[] {
  return [...text.matchAll(/\bnpm run (?:-s |--silent )?([a-z][\w:-]*)/g)].map((found) => found[1]!).filter((name) => !scripts.includes(name));
}
