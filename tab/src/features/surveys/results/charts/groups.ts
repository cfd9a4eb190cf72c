import type { Background, Language } from "bot/surveys/contract";
import type { Formatter } from "#features/surveys/results/wording/formatter.ts";
import { inLanguage, type Localized } from "#features/surveys/results/wording/localized.ts";

/** A joined group is called by so many of its names; the list of who answered has them all. */
const namedInShort = 3;

/**
 * How people who are told together are called: by their group, by several where small or too similar groups were joined,
 * or as those who stated none ("").
 */
export function groupLabel(
  groups: string[],
  background: Background | undefined,
  written: Language[],
  formatter: Formatter,
  named = namedInShort,
): Localized {
  const { t, language } = formatter;
  const nameOf = (id: string): Localized | undefined => {
    const choice = background?.choices.find((each) => each.id === id);
    return choice && inLanguage(choice.text, language, written);
  };
  const [only, ...others] = groups;
  if (others.length === 0) return nameOf(only ?? "") ?? formatter.own(only || t("group.none"));

  // Three names of five are shorter than "and one other".
  const shown = groups.length > named + 1 ? groups.slice(0, named) : groups;
  const names = shown.map((id) => nameOf(id)?.text ?? (id || t("group.noneAmong")));
  const rest = groups.length - shown.length;
  const list = formatter.list(
    rest > 0 ? [...names, t("group.others", { count: rest, number: formatter.count(rest) })] : names,
  );
  return {
    text: t("group.together", { list }),
    language: groups.map(nameOf).find((name) => name !== undefined)?.language ?? language,
  };
}
