import { Checkbox } from "@fluentui/react-components";
import { monthNameIn } from "#features/coffee/days.ts";
import styles from "#features/coffee/series/series-page.module.css";
import { seriesTexts } from "#features/coffee/series/series-texts.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Switch } from "#platform/ui/switch.tsx";
import { unseen } from "#platform/ui/visually-hidden.ts";
import { withItem } from "./draft.ts";

const july = 7;
const others = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12];
/** At least one month must be left. */
const most = 11;

type Props = { months: readonly number[]; change(months: number[]): void };

/** Months without sessions: July by one press, as most are away then, and the others for those who want them. */
export function Pauses({ months, change }: Props) {
  const t = useTexts(seriesTexts);
  const language = useLanguage();
  const paused = others.filter((month) => months.includes(month));
  return (
    <div>
      <Switch
        label={t("pause.july")}
        checked={months.includes(july)}
        change={(on) => change(withItem(months, july, on))}
      />
      <details className={styles.more} open={paused.length > 0 ? true : undefined}>
        <summary>{t("pause.others")}</summary>
        <fieldset className={styles.group}>
          <legend className={unseen}>{t("pause.others")}</legend>
          <div className={styles.months}>
            {others.map((month) => (
              <Checkbox
                key={month}
                label={monthNameIn(language, month)}
                checked={months.includes(month)}
                disabled={months.length >= most && !months.includes(month)}
                onChange={(_, { checked }) => change(withItem(months, month, checked === true))}
              />
            ))}
          </div>
        </fieldset>
      </details>
    </div>
  );
}
