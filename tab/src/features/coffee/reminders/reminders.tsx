import { Field, Input } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReminderWishes, SessionView } from "bot/coffee/contract";
import { type FocusEvent, useId, useState } from "react";
import { today } from "#features/coffee/days.ts";
import { sessionQuery } from "#features/coffee/queries.ts";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { api } from "#platform/api.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { Switch } from "#platform/ui/switch.tsx";
import { remindersIn } from "./reminder-words.ts";
import styles from "./reminders.module.css";

const night = { from: "20:00", to: "07:00" };

/** Wishes for the whole series; none until one asks for them. Each change is saved at once. */
export function Reminders({ session }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  const id = useId();
  const save = useSaveWishes(session);
  // What was chosen stands at once; the server's wishes are back when it has answered, whatever it says.
  const [chosen, setChosen] = useState<ReminderWishes>();
  const wishes = chosen ?? session.reminders;
  const keep = (next: ReminderWishes) => {
    setChosen(next);
    save.mutate(next, { onSettled: () => setChosen(undefined) });
  };
  const change = (part: Partial<ReminderWishes>) => keep({ ...wishes, ...part });
  const isOn = wishes.dayBefore || wishes.quarterBefore;

  return (
    <section aria-labelledby={id} className={styles.reminders}>
      <h2 id={id} className={styles.heading}>
        {t("reminders")}
      </h2>
      <p className={styles.about}>{t("reminders.about")}</p>
      <Switch
        label={t("reminders.dayBefore")}
        checked={wishes.dayBefore}
        change={(dayBefore) => change({ dayBefore })}
      />
      <Switch
        label={t("reminders.quarterBefore")}
        checked={wishes.quarterBefore}
        change={(quarterBefore) => change({ quarterBefore })}
      />
      {isOn && (
        <>
          <Switch
            label={t("reminders.quiet")}
            checked={wishes.quiet !== null}
            change={(on) => change({ quiet: on ? night : null })}
          />
          {wishes.quiet && <QuietHours quiet={wishes.quiet} change={(quiet) => change({ quiet })} />}
          <Field
            label={t("reminders.snooze")}
            hint={t("reminders.snooze.about")}
            className={styles.short ?? ""}
          >
            <Input
              key={wishes.snoozedUntil}
              type="date"
              min={today()}
              defaultValue={wishes.snoozedUntil ?? ""}
              onBlur={({ target: { value } }) =>
                value !== (wishes.snoozedUntil ?? "") && change({ snoozedUntil: value || null })
              }
            />
          </Field>
        </>
      )}
      <p className={styles.state}>{remindersIn(t, language, wishes)}</p>
      {save.error && <Problem error={save.error} again={() => keep(save.variables)} />}
    </section>
  );
}

function QuietHours({ quiet, change }: QuietProps) {
  const t = useTexts(sessionTexts);
  const leave = (name: "from" | "to") => (event: FocusEvent<HTMLInputElement>) => {
    const { value } = event.target;
    if (value && value !== quiet[name]) change({ ...quiet, [name]: value });
  };
  return (
    <div className={styles.hours}>
      <Field label={t("reminders.quiet.from")}>
        <Input key={quiet.from} type="time" defaultValue={quiet.from} onBlur={leave("from")} />
      </Field>
      <Field label={t("reminders.quiet.to")}>
        <Input key={quiet.to} type="time" defaultValue={quiet.to} onBlur={leave("to")} />
      </Field>
    </div>
  );
}

type Quiet = NonNullable<ReminderWishes["quiet"]>;
type QuietProps = { quiet: Quiet; change(quiet: Quiet): void };

function useSaveWishes({ seriesId, date }: SessionView) {
  const t = useTexts(sessionTexts);
  const language = useLanguage();
  const announce = useAnnounce();
  const client = useQueryClient();
  const { queryKey } = sessionQuery(seriesId, date);
  return useMutation({
    // One after the other, so that the last choice is the one that stays.
    scope: { id: `reminders ${seriesId}` },
    onMutate: () => client.cancelQueries({ queryKey, exact: true }),
    mutationFn: (wishes: ReminderWishes) =>
      api<ReminderWishes>("PUT", `/coffee/series/${seriesId}/reminders?date=${date}`, wishes),
    onSuccess: (_, wishes) => {
      client.setQueryData(queryKey, (view) => view && { ...view, reminders: wishes });
      announce(remindersIn(t, language, wishes));
    },
  });
}
