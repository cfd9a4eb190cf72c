import { Field, Input } from "@fluentui/react-components";
import type { SessionDraft, SessionView } from "bot/coffee/contract";
import { sessionTexts } from "#features/coffee/session/session-texts.ts";
import { fromHelsinki, toHelsinki } from "#platform/helsinki.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./organise.module.css";

/** When it is and how long: empty is as the series has it. */
export function TimeFields({ session, draft, change }: Props) {
  const t = useTexts(sessionTexts);
  const minutes = (Date.parse(session.endsAt) - Date.parse(session.startsAt)) / 60_000;
  return (
    <>
      <Field label={t("change.startsAt")} hint={t("change.startsAt.about")}>
        <Input
          type="datetime-local"
          className={styles.short ?? ""}
          value={toHelsinki(draft.startsAt ?? session.startsAt)}
          onChange={(_, { value }) => change({ startsAt: fromHelsinki(value) })}
        />
      </Field>
      <Field label={t("change.duration")}>
        <Input
          type="number"
          min={5}
          max={480}
          inputMode="numeric"
          className={styles.short ?? ""}
          placeholder={String(minutes)}
          value={draft.durationMinutes === null ? "" : String(draft.durationMinutes)}
          onChange={(_, { value }) =>
            change({ durationMinutes: value === "" ? null : Math.trunc(Number(value)) })
          }
        />
      </Field>
    </>
  );
}

type Props = { session: SessionView; draft: SessionDraft; change(part: Partial<SessionDraft>): void };
