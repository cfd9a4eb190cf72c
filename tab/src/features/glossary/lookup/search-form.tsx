import { Input, Select } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons";
import type { GlossaryView, Language, View } from "bot/glossary/contract";
import type { ReactNode } from "react";
import { sortedFields } from "#features/glossary/field-words.ts";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { views } from "#features/glossary/lists.ts";
import type { Cut } from "#features/glossary/queries.ts";
import { languageOf, languages, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { intoRows } from "./row-keys.ts";
import styles from "./search-page.module.css";

export const searchId = "terms-search";
export const tableId = "terms-found";

type Props = {
  glossary: GlossaryView | undefined;
  cut: Cut;
  typed: string;
  type(words: string): void;
  choose: {
    chooseField(field: string): void;
    chooseView(view: View): void;
    chooseLanguage(language: Language): void;
  };
  /** How much was found. */
  children: ReactNode;
};

export function SearchForm({ glossary, cut, typed, type, choose, children }: Props) {
  const t = useTexts(glossaryTexts);
  const language = useLanguage();
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all readers yet
    <div role="search">
      <div className={styles.search}>
        <Input
          id={searchId}
          type="search"
          autoComplete="off"
          spellCheck={false}
          aria-label={t("search")}
          placeholder={t("search.hint")}
          contentBefore={<SearchRegular aria-hidden="true" />}
          value={typed}
          maxLength={200}
          onChange={(_, { value }) => type(value)}
          onKeyDown={(event) => intoRows(event, tableId)}
        />
        <Select
          aria-label={t("from")}
          value={cut.language}
          onChange={(_, { value }) => choose.chooseLanguage(languageOf(value) ?? language)}
        >
          {languages.map((each) => (
            <option key={each} value={each}>
              {t(`from.${each}`)}
            </option>
          ))}
        </Select>
        <Select
          aria-label={t("field")}
          value={cut.field}
          onChange={(_, { value }) => choose.chooseField(value)}
        >
          <option value="">{t("field.all")}</option>
          {sortedFields(glossary?.fields ?? [], language).map(({ id, text, count }) => (
            <option key={id} value={id}>
              {text} ({count})
            </option>
          ))}
        </Select>
      </div>
      <div className={styles.line}>
        {glossary?.may.propose && <Views glossary={glossary} view={cut.view} choose={choose.chooseView} />}
        {children}
      </div>
    </div>
  );
}

/** What waits for somebody, for those who can do something about it. */
function Views({ glossary, view, choose }: { glossary: GlossaryView; view: View; choose(view: View): void }) {
  const t = useTexts(glossaryTexts);
  const counts = { all: glossary.concepts, ...glossary.waiting };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div role="group" aria-label={t("view")} className={styles.views}>
      {views.map((each) => (
        <button key={each} type="button" aria-pressed={each === view} onClick={() => choose(each)}>
          {t(`view.${each}`)} <span className={styles.waiting}>{counts[each]}</span>
        </button>
      ))}
    </div>
  );
}
