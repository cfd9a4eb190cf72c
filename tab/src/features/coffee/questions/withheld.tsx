import type { QuestionBox } from "bot/coffee/contract";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./questions.module.css";

/** For everybody to see: how many questions are not shown, and why. */
export function Withheld({ withheld }: { withheld: QuestionBox["withheld"] }) {
  const t = useTexts(sessionTexts);
  const count = withheld.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return null;
  return (
    <div className={styles.withheld}>
      <p>{t("withheld", { count })}</p>
      <ul>
        {withheld.map((each) => (
          <li key={each.reason}>
            {t("withheld.line", { reason: t(`reason.${each.reason}`), count: each.count })}
          </li>
        ))}
      </ul>
    </div>
  );
}
