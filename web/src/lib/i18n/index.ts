import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import en from "../../locales/en.json";
import fr from "../../locales/fr.json";
import { type Language, preferredLanguage, rememberLanguage } from "./language";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: preferredLanguage(),
    fallbackLng: "en",
    resources: { en: { translation: en }, fr: { translation: fr } },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  document.documentElement.lang = i18next.language;
}

export function currentLanguage(): Language {
  return i18next.language === "fr" ? "fr" : "en";
}

/** The language on screen, and the way to change it for good. */
export function useLanguage(): [Language, (language: Language) => void] {
  const { i18n } = useTranslation();
  const change = (language: Language) => {
    rememberLanguage(language);
    void i18n.changeLanguage(language).then(() => {
      document.documentElement.lang = language;
    });
  };
  return [i18n.language === "fr" ? "fr" : "en", change];
}
