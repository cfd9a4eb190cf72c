import type { Language, View } from "bot/glossary/contract";
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { views } from "#features/glossary/lists.ts";
import type { Cut } from "#features/glossary/queries.ts";
import { read, write } from "#platform/browser-memory.ts";
import { languageOf, useLanguage } from "#platform/language.ts";

const typingPauseMs = 250;

/** What one looks for: it is in the address, the words a moment after they are typed. */
export function useCut() {
  const [query, setQuery] = useSearchParams();
  const own = useLanguage();
  const cut: Cut = {
    q: query.get("q") ?? "",
    field: query.get("field") ?? "",
    view: views.find((each) => each === query.get("view")) ?? "all",
    language: languageOf(query.get("language")) ?? languageOf(read("terms.language")) ?? own,
  };
  const look = (change: Partial<Cut>) =>
    setQuery(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change)) {
          if (value && !(name === "view" && value === "all")) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  const [typed, type] = useTyped(cut.q, (q) => look({ q }));
  return {
    cut,
    typed,
    type,
    chooseField: (field: string) => look({ field }),
    chooseView: (view: View) => look({ view }),
    /** Remembered in this browser: who interprets from Finnish does so tomorrow too. */
    chooseLanguage(language: Language) {
      write("terms.language", language);
      look({ language });
    },
  };
}

/** What stands in the field, and what is asked for once the typing pauses. */
function useTyped(asked: string, ask: (words: string) => void): [string, (words: string) => void] {
  const [typed, setTyped] = useState(asked);
  const own = useRef(asked);
  const askNow = useRef(ask);
  askNow.current = ask;

  // An address that changed by other means, such as a link to all terms, is what the field then shows.
  useEffect(() => {
    if (asked === own.current) return;
    own.current = asked;
    setTyped(asked);
  }, [asked]);
  useEffect(() => {
    const words = typed.trim();
    if (words === own.current) return;
    const timer = setTimeout(() => {
      own.current = words;
      askNow.current(words);
    }, typingPauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
}
