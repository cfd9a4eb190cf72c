import { Button, Field, Input, Select, Textarea } from "@fluentui/react-components";
import type { ConceptDraft, Language, Term } from "bot/glossary/contract";
import { limits } from "#features/glossary/lists.ts";
import { languageNames, languageOf, languages } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { exchanged, lackId, termFieldId, withTerm } from "./draft.ts";
import styles from "./edit.module.css";
import { editTexts } from "./edit-texts.ts";
import { SimilarConcepts } from "./fields/similar-concepts.tsx";
import type { ChangeDraft } from "./form-props.ts";

type Props = {
  conceptId: string;
  draft: ConceptDraft;
  term: Term;
  isLacking: boolean;
  change: ChangeDraft;
  chooseLanguage(language: Language): void;
  showMore(): void;
};

/** As little as a proposal needs: a term, its language and what it means. */
export function ShortForm({ conceptId, draft, term, isLacking, change, chooseLanguage, showMore }: Props) {
  const t = useTexts(editTexts);
  const { language } = term;
  const { definition } = draft[language];
  const id = termFieldId(term.id);
  return (
    <div className={styles.stack}>
      <Field label={{ children: t("term"), htmlFor: id }}>
        <Input
          id={id}
          lang={language}
          autoComplete="off"
          value={term.term}
          maxLength={limits.term}
          aria-invalid={isLacking || undefined}
          aria-describedby={isLacking ? lackId : undefined}
          onChange={(_, { value }) => change((now) => withTerm(now, term.id, { term: value }))}
        />
      </Field>
      <SimilarConcepts term={term.term} language={language} conceptId={conceptId} />
      <Field label={t("short.language")}>
        <Select
          value={language}
          onChange={(_, { value }) => {
            const other = languageOf(value);
            if (!other || other === language) return;
            change((now) => exchanged(now, language, other));
            chooseLanguage(other);
          }}
        >
          {languages.map((each) => (
            <option key={each} value={each} lang={each}>
              {languageNames[each]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("short.meaning")}>
        <Textarea
          lang={language}
          rows={2}
          value={definition.text}
          maxLength={limits.definition}
          resize="vertical"
          onChange={(_, { value }) =>
            change((now) => ({
              ...now,
              [language]: { ...now[language], definition: { ...now[language].definition, text: value } },
            }))
          }
        />
      </Field>
      <div>
        <Button onClick={showMore}>{t("short.more")}</Button>
      </div>
    </div>
  );
}
