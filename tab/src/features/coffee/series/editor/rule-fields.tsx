import { Field, Select } from "@fluentui/react-components";
import type { Repeats, Rule } from "bot/coffee/contract";
import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { weekdayIn } from "#features/coffee/days.ts";
import { ruleWords, sentence } from "#features/coffee/rule-words.ts";
import styles from "#features/coffee/series/series-page.module.css";
import { seriesTexts } from "#features/coffee/series/series-texts.ts";
import { fieldId } from "#platform/drafting/fields.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { type DraftProps, inUnit, units } from "./draft.ts";
import { clockTime, day, wholeNumber } from "./meanings.ts";
import { Pauses } from "./pauses.tsx";
import { TypedInput } from "./typed-input.tsx";

type RuleProps = { rule: Rule; set(part: Partial<Rule>): void };

/** When the series meets, and the rule read back as a sentence. */
export function RuleFields({ draft, change }: DraftProps) {
  const t = useTexts(seriesTexts);
  const say = useTexts(coffeeTexts);
  const language = useLanguage();
  const { rule } = draft;
  const set = (part: Partial<Rule>) => change((now) => ({ ...now, rule: { ...now.rule, ...part } }));
  return (
    <>
      <div className={styles.fields}>
        <RepeatFields rule={rule} set={set} />
        <TypedInput
          label={t("rule.time")}
          hint={t("rule.time.hint")}
          type="time"
          value={rule.time}
          show={String}
          read={clockTime}
          wrong={t("wrong.time")}
          change={(time) => set({ time })}
        />
        <TypedInput
          label={t("rule.duration")}
          type="number"
          value={rule.durationMinutes}
          show={String}
          read={wholeNumber(5, 480)}
          wrong={t("wrong.duration")}
          change={(durationMinutes) => set({ durationMinutes })}
        />
        <TypedInput
          label={t("rule.startsOn")}
          type="date"
          value={rule.startsOn}
          show={String}
          read={day}
          wrong={t("wrong.day")}
          change={(startsOn) => set({ startsOn })}
        />
        <TypedInput<string | null>
          label={t("rule.endsOn")}
          hint={t("rule.endsOn.hint")}
          type="date"
          value={rule.endsOn}
          show={(endsOn) => endsOn ?? ""}
          read={(text) => (text === "" ? null : day(text))}
          wrong={t("wrong.day")}
          change={(endsOn) => set({ endsOn })}
        />
      </div>
      <Pauses months={rule.pausedMonths} change={(pausedMonths) => set({ pausedMonths })} />
      <p role="status" className={styles.sentence}>
        {sentence(ruleWords(rule, language, say))}
      </p>
    </>
  );
}

const nths = [1, 2, 3, 4, -1] as const;
const upTo = (most: number) => Array.from({ length: most }, (_, place) => place + 1);

function RepeatFields({ rule, set }: RuleProps) {
  const t = useTexts(seriesTexts);
  const { repeats } = rule;
  const setRepeats = (repeats: Repeats) => set({ repeats });
  return (
    <>
      <Field
        label={{ children: t("rule.unit"), htmlFor: fieldId("rule", null) }}
        className={styles.wide ?? ""}
      >
        <Select
          id={fieldId("rule", null)}
          value={repeats.unit}
          onChange={(_, { value }) =>
            setRepeats(inUnit(repeats, units.find((unit) => unit === value) ?? repeats.unit))
          }
        >
          {units.map((unit) => (
            <option key={unit} value={unit}>
              {t(`rule.unit.${unit}`)}
            </option>
          ))}
        </Select>
      </Field>
      {repeats.unit === "monthByWeekday" && <NthField repeats={repeats} set={setRepeats} />}
      {repeats.unit === "monthByDate" && <DayField repeats={repeats} set={setRepeats} />}
      {"weekday" in repeats && <WeekdayField repeats={repeats} set={setRepeats} />}
      <Field label={t("rule.every")}>
        <Select
          value={String(repeats.every)}
          onChange={(_, { value }) => setRepeats({ ...repeats, every: Number(value) })}
        >
          {upTo(12).map((count) => (
            <option key={count} value={count}>
              {t(repeats.unit === "week" ? "rule.everyWeek" : "rule.everyMonth", { count })}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

type Of<Unit extends Repeats["unit"]> = Extract<Repeats, { unit: Unit }>;
type RepeatsProps<Unit extends Repeats["unit"]> = { repeats: Of<Unit>; set(repeats: Repeats): void };

function NthField({ repeats, set }: RepeatsProps<"monthByWeekday">) {
  const t = useTexts(seriesTexts);
  const say = useTexts(coffeeTexts);
  return (
    <Field label={t("rule.nth")}>
      <Select
        value={String(repeats.nth)}
        onChange={(_, { value }) =>
          set({ ...repeats, nth: nths.find((nth) => String(nth) === value) ?? repeats.nth })
        }
      >
        {nths.map((nth) => (
          <option key={nth} value={nth}>
            {say(nth === -1 ? "ordinal.last" : `ordinal.${nth}`)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function WeekdayField({ repeats, set }: RepeatsProps<"week" | "monthByWeekday">) {
  const t = useTexts(seriesTexts);
  const language = useLanguage();
  return (
    <Field label={t("rule.weekday")}>
      <Select
        value={String(repeats.weekday)}
        onChange={(_, { value }) => set({ ...repeats, weekday: Number(value) })}
      >
        {upTo(7).map((weekday) => (
          <option key={weekday} value={weekday}>
            {weekdayIn(language, weekday)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Up to 28, so that each month has it, or the last. */
function DayField({ repeats, set }: RepeatsProps<"monthByDate">) {
  const t = useTexts(seriesTexts);
  return (
    <Field label={t("rule.day")}>
      <Select
        value={String(repeats.day)}
        onChange={(_, { value }) => set({ ...repeats, day: value === "-1" ? -1 : Number(value) })}
      >
        {upTo(28).map((number) => (
          <option key={number} value={number}>
            {number}
          </option>
        ))}
        <option value={-1}>{t("rule.lastDay")}</option>
      </Select>
    </Field>
  );
}
