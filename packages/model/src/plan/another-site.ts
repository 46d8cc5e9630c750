import type { ModelStep } from './apply.ts';

/** The site that a change takes out of the model though its record is kept there: the files are another plant's. */
export const anotherSite = (steps: readonly ModelStep[], site: string): string | undefined =>
  steps.some((one) => one.action === 'retire' && one.kind === 'equipment.site' && one.id === site)
    ? (steps.find((one) => one.action === 'add' && one.kind === 'equipment.site')?.id ?? 'no site')
    : undefined;

export const anotherSiteSays =
  'This is the model of {theirs}, and this record is of {site}: applied here, it would retire the whole plant. Name the server where it runs (MILLRACE_URL), or restore the site in the files.';
