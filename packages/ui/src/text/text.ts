import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { english } from './english.ts';

// The English sentence is the key, so a screen reads as it looks; only plurals need an entry of their own
void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: english } },
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** Turns an English sentence into the person's language; `{{name}}` takes values, `count` chooses the plural. */
export type Text = (sentence: string, values?: Readonly<Record<string, string | number>>) => string;

/** The text function for a component; draws again when the language changes. */
export function useText(): Text {
  const { t } = useTranslation();
  return t as unknown as Text;
}

/** The text function outside components. */
export const text: Text = (sentence, values) => i18next.t(sentence, values ?? {});

/** Adds a room's own texts, e.g. its plurals (`"{{count}} lots_one": "{{count}} lot"`). */
export function addTexts(language: string, texts: Readonly<Record<string, string>>): void {
  i18next.addResourceBundle(language, 'translation', texts, true, true);
}
