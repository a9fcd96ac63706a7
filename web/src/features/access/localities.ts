/** With the browser's own zone, which its list may know under another name only. */
export const timeZones = [
  ...new Set([
    Intl.DateTimeFormat().resolvedOptions().timeZone,
    "UTC",
    ...Intl.supportedValuesOf("timeZone"),
  ]),
].sort();

/** Every ISO 4217 currency, named in that language. */
export function currenciesIn(language: string) {
  const names = new Intl.DisplayNames(language, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }));
}
