import { Button, Input } from "@fluentui/react-components";
import { AddRegular, ArrowDownRegular, ArrowUpRegular, DeleteRegular } from "@fluentui/react-icons";
import type { Choice, Language } from "bot/surveys/contract";
import { type ClipboardEvent, useState } from "react";
import { flushSync } from "react-dom";
import { surveyTexts } from "#features/surveys/survey-texts.ts";
import { fieldId, inOrder } from "#platform/drafting/fields.ts";
import { languageNames } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { useToast } from "#platform/ui/dialogs/toasts.tsx";
import { moveKey } from "#platform/ui/links/move-key.ts";
import styles from "./choices-field.module.css";
import { fitting, moved, newChoice, newId, pasted } from "./draft.ts";

/** Long lists (every municipality) are shown in part until asked for: 400 choices are 1,200 fields. */
const shownAtFirst = 30;

/** The choices of a question, or the groups of a background question, each in every language. */
export function ChoicesField({ path, choices, languages, most, maxLength, change }: Props) {
  const t = useTexts(surveyTexts);
  const announce = useAnnounce();
  const toast = useToast();
  const [all, setAll] = useState(choices.length <= shownAtFirst);
  const full = choices.length >= most;

  const move = (from: number, to: number) => {
    if (to < 0 || to >= choices.length) return;
    const focused = document.activeElement;
    flushSync(() => change(moved(choices, from, to)));
    if (focused instanceof HTMLElement) focused.focus();
    announce(t("choice.moved", { n: to + 1, of: choices.length }));
  };
  const remove = (index: number) => {
    const removed = choices[index];
    if (!removed) return;
    change((now) => now.filter(({ id }) => id !== removed.id));
    toast({ message: t("choice.removed"), undo: () => change((now) => now.toSpliced(index, 0, removed)) });
  };
  const add = () => {
    const choice = newChoice(newId);
    flushSync(() => {
      setAll(true);
      change([...choices, choice]);
    });
    document.getElementById(fieldId(`${path}/${choice.id}`, inOrder(languages)[0] ?? null))?.focus();
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>, index: number, language: Language) => {
    const lines = event.clipboardData
      .getData("text")
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    const { kept, leftOut, cut } = fitting(lines, { room: most - index, maxLength });
    change(pasted(choices, index, kept, language, newId).slice(0, most));
    const lacks = [
      ...(leftOut > 0 ? [t("choice.leftOut", { count: leftOut, most })] : []),
      ...(cut > 0 ? [t("choice.cut", { count: cut, most: maxLength })] : []),
    ];
    const said = [t("choice.pasted", { count: kept.length }), ...lacks].join(" ");
    // What is lost is seen too, and not only heard.
    if (lacks.length > 0) toast({ message: said });
    else announce(said);
  };

  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{t("choices")}</legend>
      <ol className={styles.list}>
        {choices.slice(0, all ? most : shownAtFirst).map((choice, index) => (
          <li
            key={choice.id}
            className={styles.choice}
            onKeyDown={(event) => moveKey(event, (by) => move(index, index + by))}
          >
            <div className={styles.languages}>
              {inOrder(languages).map((language) => (
                <ChoiceInput
                  key={language}
                  id={fieldId(`${path}/${choice.id}`, language)}
                  language={language}
                  number={index + 1}
                  value={choice.text[language]}
                  maxLength={maxLength}
                  paste={(event) => paste(event, index, language)}
                  write={(value) =>
                    change((now) =>
                      now.map((each) =>
                        each.id === choice.id ? { ...each, text: { ...each.text, [language]: value } } : each,
                      ),
                    )
                  }
                />
              ))}
            </div>
            <span className={styles.buttons}>
              <Button
                appearance="subtle"
                icon={<ArrowUpRegular />}
                aria-label={t("choice.up", { n: index + 1 })}
                disabledFocusable={index === 0}
                onClick={() => move(index, index - 1)}
              />
              <Button
                appearance="subtle"
                icon={<ArrowDownRegular />}
                aria-label={t("choice.down", { n: index + 1 })}
                disabledFocusable={index === choices.length - 1}
                onClick={() => move(index, index + 1)}
              />
              <Button
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={t("choice.remove", { n: index + 1 })}
                onClick={() => remove(index)}
              />
            </span>
          </li>
        ))}
      </ol>
      {!all && (
        <Button appearance="subtle" onClick={() => setAll(true)}>
          {t("choice.showAll", { count: choices.length })}
        </Button>
      )}
      <Button icon={<AddRegular />} disabledFocusable={full} onClick={() => !full && add()}>
        {t("choice.add")}
      </Button>
      {full && <span className={styles.full}> {t("choice.full", { most })}</span>}
    </fieldset>
  );
}

type Props = {
  path: string;
  choices: Choice[];
  languages: Language[];
  most: number;
  maxLength: number;
  change(next: Choice[] | ((now: Choice[]) => Choice[])): void;
};

type InputProps = {
  id: string;
  language: Language;
  number: number;
  value: string;
  maxLength: number;
  paste(event: ClipboardEvent<HTMLInputElement>): void;
  write(value: string): void;
};

/** One choice in one language; that it lacks is told with it. */
function ChoiceInput({ id, language, number, value, maxLength, paste, write }: InputProps) {
  const t = useTexts(surveyTexts);
  const missingId = value.trim() ? undefined : `${id}-missing`;
  return (
    <Input
      id={id}
      lang={language}
      aria-label={t("choice.inLanguage", { n: number, language: languageNames[language] })}
      aria-describedby={missingId}
      contentBefore={<span aria-hidden="true">{language.toUpperCase()}</span>}
      contentAfter={
        missingId ? (
          <span id={missingId} className={styles.missing}>
            {t("missing")}
          </span>
        ) : null
      }
      value={value}
      maxLength={maxLength}
      onPaste={paste}
      onChange={(_, { value: next }) => write(next)}
    />
  );
}
