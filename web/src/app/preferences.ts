import { useMantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Session } from "../lib/api/answers";
import { api } from "../lib/api/client";
import { sessionQuery, useSession } from "../lib/api/session";
import { useLanguage } from "../lib/i18n";

type Preferences = Session["preferences"];
type Scheme = "light" | "dark" | "auto";

const schemeOf = (theme: NonNullable<Preferences["theme"]>): Scheme =>
  theme === "system" ? "auto" : theme;

/** What a member once chose holds in every browser they sign in with. */
export function useKeptPreferences() {
  const { data: session } = useSession();
  const [current, setLanguage] = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { language, theme } = session?.preferences ?? {};
  useEffect(() => {
    if (language && language !== current) setLanguage(language);
    if (theme && schemeOf(theme) !== colorScheme) setColorScheme(schemeOf(theme));
    // Only what is kept decides: a choice made here is on its way there.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [language, theme]);
}

/** Language and theme, and the ways to change them: here at once, and with the account if there is one. */
export function usePreferences() {
  const client = useQueryClient();
  const { data: session } = useSession();
  const [language, setLanguage] = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { mutate } = useMutation({
    mutationFn: (body: Partial<Preferences>) => api.PATCH("/api/v1/account", { body }),
    onMutate: async (chosen) => {
      await client.cancelQueries(sessionQuery);
      client.setQueryData(
        sessionQuery.queryKey,
        (old) => old && { ...old, preferences: { ...old.preferences, ...chosen } },
      );
    },
  });
  const keep = (chosen: Partial<Preferences>) => {
    if (session?.member) mutate(chosen);
  };
  return {
    language,
    colorScheme,
    chooseLanguage: (chosen: typeof language) => {
      setLanguage(chosen);
      keep({ language: chosen });
    },
    chooseScheme: (chosen: Scheme) => {
      setColorScheme(chosen);
      keep({ theme: chosen === "auto" ? "system" : chosen });
    },
  };
}
