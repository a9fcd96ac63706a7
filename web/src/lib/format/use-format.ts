import { useMemo } from "react";
import { useLanguage } from "../i18n";
import { regionalLocale } from "../i18n/language";
import { createFormat, type Format } from "./format";

/** Numbers, dates and money as this reader writes them. */
export function useFormat(): Format {
  const [language] = useLanguage();
  return useMemo(() => createFormat(regionalLocale(language, navigator.languages)), [language]);
}
