import { Select } from "@fluentui/react-components";
import type { Language } from "bot/forum/contract";
import { forumTexts } from "#features/forum/forum-texts.ts";
import { languageNames, languageOf, languages } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";

/** The language that one writes in: readers and screen readers go by it. */
export function LanguageChoice({ value, choose }: { value: Language; choose(language: Language): void }) {
  const t = useTexts(forumTexts);
  return (
    <Select
      aria-label={t("new.language")}
      value={value}
      onChange={(_, chosen) => choose(languageOf(chosen.value) ?? value)}
    >
      {languages.map((each) => (
        <option key={each} value={each} lang={each}>
          {languageNames[each]}
        </option>
      ))}
    </Select>
  );
}
