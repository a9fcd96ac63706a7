export const languages = ["en", "fr"] as const;
export type Language = (typeof languages)[number];

const storageKey = "tandem.language"; // also read by public/boot.js

function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

/** The language of a BCP 47 tag if Tandem speaks it. */
export function languageOf(tag: string): Language | undefined {
  const primary = tag.toLowerCase().split("-")[0];
  return isLanguage(primary) ? primary : undefined;
}

/** The reader's choice; else the first language the browser asks for that Tandem speaks; else English. */
export function preferredLanguage(): Language {
  try {
    const stored = localStorage.getItem(storageKey);
    if (isLanguage(stored)) return stored;
  } catch {
    // Storage may be forbidden: fall through to the browser's preference.
  }
  for (const tag of navigator.languages) {
    const language = languageOf(tag);
    if (language) return language;
  }
  return "en";
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // The choice then lasts until the page is closed.
  }
}

/**
 * The locale for numbers, dates and money: the reader's own regional variant of the language (fr-CA, en-GB)
 * when the browser names one, so that a date reads as they are used to.
 */
export function regionalLocale(language: Language, tags: readonly string[]): string {
  return tags.find((tag) => tag.includes("-") && languageOf(tag) === language) ?? language;
}
