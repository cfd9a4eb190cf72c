import { Button, Field, Select, Textarea } from "@fluentui/react-components";
import type { QuestionBox, QuestionView, WithheldReason } from "bot/coffee/contract";
import { useState } from "react";
import { withheldReasons } from "#features/coffee/attendance/choices.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { HandOver } from "./hand-over.tsx";
import styles from "./moderating.module.css";
import type { Told } from "./use-told.ts";

/** All that an organiser may do with a question; each closes the fold and can be undone, but for handing over. */
export function Moderating({ question, box, told, answer, setAnswer, close }: Props) {
  const t = useTexts(sessionTexts);
  const [reason, setReason] = useState<WithheldReason>("offTopic");
  const others = box.questions.filter(({ id, state }) => id !== question.id && state === "open");
  const [into, setInto] = useState("");
  const isOpen = question.state === "open";
  const target = others.some(({ id }) => id === into) ? into : (others[0]?.id ?? "");

  const moderate = async (deed: Parameters<Told["moderate"]>[0]) => {
    await told.moderate(deed);
    close();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fold of deeds is no form
    <div role="group" aria-label={t("moderate")} className={styles.fold}>
      {isOpen && (
        <Button onClick={() => moderate({ deed: question.pinned ? "unpin" : "pin" })}>
          {t(question.pinned ? "moderate.unpin" : "moderate.pin")}
        </Button>
      )}
      {(isOpen || question.state === "answered") && (
        <div className={styles.deed}>
          <Field label={t("moderate.answer")} hint={t("moderate.answer.about")}>
            <Textarea
              value={answer}
              maxLength={2_000}
              rows={2}
              resize="vertical"
              onChange={(_, { value }) => setAnswer(value)}
            />
          </Field>
          <Button onClick={() => moderate({ deed: "answer", answer: answer.trim() })}>
            {t("moderate.answer.save")}
          </Button>
        </div>
      )}
      {isOpen && (
        <div className={styles.deed}>
          <Field label={t("moderate.withhold.why")} hint={t("moderate.withhold.about")}>
            <Select
              className={styles.select ?? ""}
              value={reason}
              onChange={(_, { value }) =>
                setReason(withheldReasons.find((each) => each === value) ?? "offTopic")
              }
            >
              {withheldReasons.map((each) => (
                <option key={each} value={each}>
                  {t(`reason.${each}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Button onClick={() => moderate({ deed: "withhold", reason })}>{t("moderate.withhold")}</Button>
        </div>
      )}
      {isOpen && target && (
        <div className={styles.deed}>
          <Field label={t("moderate.merge.into")} hint={t("moderate.merge.about")}>
            <Select
              className={styles.select ?? ""}
              value={target}
              onChange={(_, { value }) => setInto(value)}
            >
              {others.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.text}
                </option>
              ))}
            </Select>
          </Field>
          <Button onClick={() => moderate({ deed: "merge", into: target })}>{t("moderate.merge")}</Button>
        </div>
      )}
      {isOpen && box.mayHandOver && !question.handedOver && <HandOver question={question} told={told} />}
    </div>
  );
}

type Props = {
  question: QuestionView;
  box: QuestionBox;
  told: Told;
  answer: string;
  setAnswer(answer: string): void;
  close(): void;
};
