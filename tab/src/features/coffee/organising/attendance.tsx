import { Button, Field, Input } from "@fluentui/react-components";
import type { SessionView } from "bot/coffee/contract";
import { useState } from "react";
import { sessionPath } from "#features/coffee/series/session/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useDeed } from "#features/coffee/series/session/use-action.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { useUnsaved } from "#platform/unsaved/unsaved.ts";
import styles from "./organise.module.css";
import { Part } from "./part.tsx";

/** How many came, as a number alone: how often the link was opened, and what somebody counted. */
export function Attendance({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const announce = useAnnounce();
  const { attendance } = session;
  const [typed, setTyped] = useState<string>();
  useUnsaved(typed !== undefined);
  const save = useDeed(
    session,
    (count: number | null) => api<SessionView>("PUT", `${sessionPath(session)}/attendance`, { count }),
    () => {
      setTyped(undefined);
      announce(t("attendance.saved"));
    },
  );
  if (!attendance || (session.state !== "now" && session.state !== "over")) return null;
  const value = typed ?? (attendance.counted === null ? "" : String(attendance.counted));
  return (
    <Part title={t("attendance")}>
      <p>{t("attendance.opened", { count: attendance.opened })}</p>
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(value === "" ? null : Math.min(100_000, Math.max(0, Math.trunc(Number(value)))));
        }}
      >
        <Field label={t("attendance.counted")} hint={t("attendance.about")}>
          <Input
            type="number"
            min={0}
            max={100_000}
            inputMode="numeric"
            className={styles.short ?? ""}
            value={value}
            onChange={(_, { value }) => setTyped(value)}
          />
        </Field>
        <Button type="submit" disabledFocusable={save.isPending}>
          {t("save")}
        </Button>
      </form>
      {save.error && <Problem error={save.error} />}
    </Part>
  );
}
