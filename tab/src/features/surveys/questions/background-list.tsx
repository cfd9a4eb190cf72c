import { Button, Select } from "@fluentui/react-components";
import { AddRegular, DeleteRegular } from "@fluentui/react-icons";
import { useQuery } from "@tanstack/react-query";
import type { Background, Draft } from "bot/surveys/contract";
import { useState } from "react";
import { limits } from "#features/surveys/limits.ts";
import { templatesQuery } from "#features/surveys/queries.ts";
import { organiserTexts } from "#features/surveys/sending/organiser-texts.ts";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { wordsIn } from "#features/surveys/words.ts";
import { WordsField } from "#platform/drafting/words-field.tsx";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import styles from "./background-list.module.css";
import { ChoicesField } from "./choices-field.tsx";
import { newBackground, newId, withBackground, withoutBackground } from "./draft.ts";

/** Background questions, such as role or municipality: the groups that results may be shown by. */
export function BackgroundList({
  draft,
  change,
}: {
  draft: Draft;
  change(next: (draft: Draft) => Draft): void;
}) {
  const t = useTexts(surveyTexts);
  const say = useTexts(organiserTexts);
  const toast = useToast();
  const full = draft.backgrounds.length >= limits.backgrounds;
  const set = (id: string, next: (background: Background) => Background) =>
    change((now) => ({
      ...now,
      backgrounds: now.backgrounds.map((each) => (each.id === id ? next(each) : each)),
    }));
  const remove = (background: Background, index: number) => {
    const { segmentBy } = draft;
    change((now) => withoutBackground(now, background.id));
    document.getElementById("backgrounds")?.focus();
    toast({
      message: t("background.removed"),
      undo: () =>
        change((now) => ({
          ...now,
          backgrounds: now.backgrounds.toSpliced(index, 0, background),
          segmentBy,
        })),
    });
  };

  return (
    <section aria-labelledby="backgrounds">
      <h2 id="backgrounds" tabIndex={-1} className={styles.heading}>
        {t("backgrounds")}
      </h2>
      <p>{t("backgrounds.about", { most: limits.backgrounds })}</p>
      {draft.backgrounds.map((background, index) => (
        <section
          key={background.id}
          className={styles.card}
          aria-label={t("background.nth", { n: index + 1 })}
        >
          <div className={styles.head}>
            <h3 className={styles.nth}>{t("background.nth", { n: index + 1 })}</h3>
            <Button
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={t("background.remove", { n: index + 1 })}
              onClick={() => remove(background, index)}
            />
          </div>
          <WordsField
            label={t("question.text")}
            path={`backgrounds/${background.id}/text`}
            words={background.text}
            languages={draft.languages}
            maxLength={limits.questionLength}
            change={(text) => set(background.id, (now) => ({ ...now, text }))}
          />
          <Groups background={background} draft={draft} set={set} />
          {background.id !== draft.segmentBy && <p className={styles.unused}>{say("background.unused")}</p>}
        </section>
      ))}
      {full ? (
        <p>{t("backgrounds.full", { most: limits.backgrounds })}</p>
      ) : (
        <AddBackground
          taken={draft.backgrounds.map(({ id }) => id)}
          add={(background) => change((now) => withBackground(now, background))}
        />
      )}
    </section>
  );
}

/** Long lists of groups stay folded: they come ready from a template, and are 1,200 fields when open. */
function Groups({ background, draft, set }: GroupsProps) {
  const t = useTexts(surveyTexts);
  const { id, choices } = background;
  const field = (
    <ChoicesField
      path={`backgrounds/${id}/choices`}
      choices={choices}
      languages={draft.languages}
      most={limits.groups}
      maxLength={limits.choiceLength}
      change={(next) =>
        set(id, (now) => ({ ...now, choices: typeof next === "function" ? next(now.choices) : next }))
      }
    />
  );
  if (choices.length <= 12) return field;
  return (
    <details>
      <summary className={styles.summary}>{t("background.groups", { count: choices.length })}</summary>
      {field}
    </details>
  );
}

type GroupsProps = {
  background: Background;
  draft: Draft;
  set(id: string, next: (background: Background) => Background): void;
};

function AddBackground({ taken, add }: { taken: string[]; add(background: Background): void }) {
  const t = useTexts(surveyTexts);
  const language = useLanguage();
  const templates = useQuery(templatesQuery());
  const ready = templates.data?.backgrounds.filter(({ background }) => !taken.includes(background.id)) ?? [];
  const [chosen, setChosen] = useState("");

  return (
    <div className={styles.add}>
      <Select aria-label={t("background.which")} value={chosen} onChange={(_, { value }) => setChosen(value)}>
        <option value="">{t("background.own")}</option>
        {ready.map(({ id, name }) => {
          const { text, lang } = wordsIn(name, language);
          return (
            <option key={id} value={id} lang={lang}>
              {text}
            </option>
          );
        })}
      </Select>
      <Button
        icon={<AddRegular />}
        onClick={() => {
          add(ready.find(({ id }) => id === chosen)?.background ?? newBackground(newId));
          setChosen("");
        }}
      >
        {t("background.add")}
      </Button>
    </div>
  );
}
