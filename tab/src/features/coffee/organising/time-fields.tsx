import { Button, Field, Input } from "@fluentui/react-components";
import type { SessionDraft, SessionView } from "bot/coffee/contract";
import { useState } from "react";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { fromHelsinki, toHelsinki } from "#platform/helsinki.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./organise.module.css";

/** When it is and how long: empty is as the series has it. */
export function TimeFields({ session, draft, change }: Props) {
  const t = useTexts(sessionTexts);
  // What is half written is not yet a time, and must not be written over.
  const [unfinished, setUnfinished] = useState<string>();
  const minutes = (Date.parse(session.endsAt) - Date.parse(session.startsAt)) / 60_000;
  return (
    <>
      <Field label={t("change.startsAt")} hint={t("change.startsAt.about")}>
        <Input
          type="datetime-local"
          className={styles.short ?? ""}
          value={unfinished ?? localOf(draft, session)}
          onChange={(_, { value }) => {
            const startsAt = fromHelsinki(value);
            setUnfinished(startsAt ? undefined : value);
            if (startsAt) change({ startsAt });
          }}
        />
      </Field>
      {draft.startsAt && (
        <div>
          <Button size="small" onClick={() => change({ startsAt: null })}>
            {t("change.asSeries")}
          </Button>
        </div>
      )}
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

/** Empty where the series' own time is wished for, but not yet known here. */
function localOf(draft: SessionDraft, session: SessionView): string {
  if (draft.startsAt) return toHelsinki(draft.startsAt);
  return session.draft.startsAt ? "" : toHelsinki(session.startsAt);
}

type Props = { session: SessionView; draft: SessionDraft; change(part: Partial<SessionDraft>): void };
