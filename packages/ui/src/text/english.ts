/** Plurals of the components' own sentences. Every other English text is its own key. */
export const english: Readonly<Record<string, string>> = {
  '{{count}} records_one': '{{count}} record',
  '{{count}} records_other': '{{count}} records',
  '{{count}} reports wait_one': '{{count}} report waits',
  '{{count}} reports wait_other': '{{count}} reports wait',
  '{{count}} reports need you_one': '{{count}} report needs you',
  '{{count}} reports need you_other': '{{count}} reports need you',
  '{{count}} fields to mend_one': '{{count}} field to mend',
  '{{count}} fields to mend_other': '{{count}} fields to mend',
};
