import { Checkbox, Field, Input, Textarea } from "@fluentui/react-components";
import type { Term } from "bot/glossary/contract";
import { useState } from "react";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { equivalences, genders, limits, partsOfSpeech, termTypes, usages } from "#features/glossary/lists.ts";
import styles from "#features/glossary/proposals/edit.module.css";
import { editTexts } from "#features/glossary/proposals/edit-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Choice } from "./choice.tsx";

type Props = { term: Term; change(next: Partial<Term>): void };

/** What more can be said of a term. A new one that was begun with an example of its use shows it from the start. */
export function MoreFields({ term, isNew, change }: Props & { isNew: boolean }) {
  const t = useTexts(editTexts);
  const { context } = term;
  const [isOpen] = useState(isNew && context.text !== "");
  return (
    <details className={styles.more} open={isOpen}>
      <summary>{t("term.more")}</summary>
      <Grammar term={term} change={change} />
      <div className={styles.stack}>
        <Field label={t("term.source")}>
          <Input
            value={term.source}
            maxLength={limits.source}
            onChange={(_, { value }) => change({ source: value })}
          />
        </Field>
        <Field label={t("context")} hint={t("context.about")}>
          <Textarea
            lang={term.language}
            value={context.text}
            maxLength={limits.context}
            resize="vertical"
            onChange={(_, { value }) => change({ context: { ...context, text: value } })}
          />
        </Field>
        <Field label={t("context.source")}>
          <Input
            value={context.source}
            maxLength={limits.source}
            onChange={(_, { value }) => change({ context: { ...context, source: value } })}
          />
        </Field>
        <Field label={t("term.note")}>
          <Textarea
            value={term.note}
            maxLength={limits.note}
            resize="vertical"
            onChange={(_, { value }) => change({ note: value })}
          />
        </Field>
      </div>
    </details>
  );
}

/** Gender and usage are asked about Swedish; what a file brought for another language can be seen and taken away. */
function Grammar({ term, change }: Props) {
  const t = useTexts(editTexts);
  const say = useTexts(glossaryTexts);
  const isSwedish = term.language === "sv";
  return (
    <div className={styles.fields}>
      <Choice
        label={t("partOfSpeech")}
        value={term.partOfSpeech}
        choices={partsOfSpeech}
        none={t("unsaid")}
        words={(each) => t(`partOfSpeech.${each}`)}
        change={(partOfSpeech) => change({ partOfSpeech })}
      />
      {(isSwedish || term.gender) && (
        <Choice
          label={t("gender")}
          value={term.gender}
          choices={genders}
          none={t("unsaid")}
          words={(each) => say(`gender.${each}`)}
          change={(gender) => change({ gender })}
        />
      )}
      <Choice
        label={t("type")}
        value={term.type}
        choices={termTypes}
        none={t("unsaid")}
        words={(each) => t(`type.${each}`)}
        change={(type) => change({ type })}
      />
      <Choice
        label={t("equivalence")}
        value={term.equivalence}
        choices={equivalences}
        words={(each) => say(`equivalence.${each}`)}
        change={(equivalence) => change({ equivalence: equivalence ?? "exact" })}
      />
      {(isSwedish || term.usage.length > 0) && (
        <fieldset className={styles.group}>
          <legend>{t("usage")}</legend>
          {usages.map((each) => (
            <Checkbox
              key={each}
              label={say(`usage.${each}`)}
              checked={term.usage.includes(each)}
              onChange={(_, { checked }) =>
                change({
                  usage: usages.filter((one) => (one === each ? checked === true : term.usage.includes(one))),
                })
              }
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
