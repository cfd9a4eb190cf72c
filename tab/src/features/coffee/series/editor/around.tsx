import styles from "#features/coffee/series/series-page.module.css";
import { seriesTexts } from "#features/coffee/series/series-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Switch } from "#platform/ui/switch.tsx";
import type { DraftProps } from "./draft.ts";
import { clockTime } from "./meanings.ts";
import { TypedInput } from "./typed-input.tsx";

/** The question box before each session: what it promises is said here, as it is on the card. */
export function QuestionSettings({ draft, change }: DraftProps) {
  const t = useTexts(seriesTexts);
  const { questions } = draft;
  const set = (part: Partial<typeof questions>) =>
    change((now) => ({ ...now, questions: { ...now.questions, ...part } }));
  return (
    <>
      <Switch label={t("questions.open")} checked={questions.open} change={(open) => set({ open })} />
      {questions.open && (
        <div>
          <Switch
            label={t("questions.anonymous")}
            checked={questions.anonymous}
            change={(anonymous) => set({ anonymous })}
          />
          <p className={styles.about}>{t("questions.anonymous.hint")}</p>
        </div>
      )}
    </>
  );
}

/** What follows on each session by itself. */
export function RecapSettings({ draft, change }: DraftProps) {
  const t = useTexts(seriesTexts);
  const { recap } = draft;
  const set = (part: Partial<typeof recap>) =>
    change((now) => ({ ...now, recap: { ...now.recap, ...part } }));
  return (
    <>
      <div>
        <Switch label={t("recap.on")} checked={recap.on} change={(on) => set({ on })} />
        <p className={styles.about}>{t("recap.on.hint")}</p>
      </div>
      {recap.on && (
        <>
          <div className={styles.fields}>
            <TypedInput
              label={t("recap.time")}
              type="time"
              value={recap.time}
              show={String}
              read={clockTime}
              wrong={t("wrong.time")}
              change={(time) => set({ time })}
            />
          </div>
          <div>
            <Switch label={t("recap.pulse")} checked={recap.pulse} change={(pulse) => set({ pulse })} />
            <p className={styles.about}>{t("recap.pulse.hint")}</p>
          </div>
        </>
      )}
    </>
  );
}
