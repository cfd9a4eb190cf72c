import { useQuery } from "@tanstack/react-query";
import type { Me } from "bot/people/contract";
import { useEffect } from "react";
import { api } from "./api.ts";
import { setLanguage } from "./language.ts";

/** Who is signed in. Their own choice of language turns the page to it. */
export function useMe() {
  const me = useQuery({ queryKey: ["me"], queryFn: () => api<Me>("GET", "/me"), staleTime: 60_000 });
  const language = me.data?.language;
  useEffect(() => {
    if (language) void setLanguage(language, { remember: true });
  }, [language]);
  return me;
}

/** Keeps the choice on the server too, so that the bot speaks the same language. */
export const chooseLanguage = (language: NonNullable<Me["language"]>) =>
  api<Me>("PUT", "/me/language", { language });
