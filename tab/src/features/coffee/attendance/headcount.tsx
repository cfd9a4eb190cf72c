import type { Heads as HeadsView } from "bot/coffee/contract";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./headcount.module.css";

/** How many come. Names are theirs alone who let them be shown. */
export function Heads({ heads, capacity }: { heads: HeadsView; capacity: number | null }) {
  const t = useTexts(sessionTexts);
  const parts = [
    t("heads.yes", { count: heads.yes }),
    heads.maybe > 0 && t("heads.maybe", { count: heads.maybe }),
    heads.waiting > 0 && t("heads.waiting", { count: heads.waiting }),
  ].filter(Boolean);
  return (
    <div className={styles.heads}>
      <p>{parts.join(", ")}.</p>
      {heads.seatsLeft !== null && capacity !== null && (
        <p>{t("heads.seatsLeft", { count: heads.seatsLeft, of: capacity })}</p>
      )}
      {heads.names.length > 0 && <p>{t("heads.names", { names: heads.names.join(", ") })}</p>}
    </div>
  );
}
