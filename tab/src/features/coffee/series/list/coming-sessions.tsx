import { Button } from "@fluentui/react-components";
import type { SessionRow } from "bot/coffee/contract";
import { useEffect, useRef, useState } from "react";
import { coffeeTexts } from "#features/coffee/coffee-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./list-page.module.css";
import { SessionRowItem } from "./session-row.tsx";

const atATime = 8;

/** The next sessions, a few at a time: a weekly one has fifty of them in a year. */
export function ComingSessions({ sessions, none }: { sessions: SessionRow[]; none: string }) {
  const t = useTexts(coffeeTexts);
  const [shown, setShown] = useState(atATime);
  const coming = sessions.filter(({ state, endsAt }) => state !== "over" && Date.parse(endsAt) > Date.now());
  const left = coming.length - shown;
  const list = useFocusOn(shown);
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className={styles.heading}>
        {t("sessions")}
      </h2>
      {coming.length === 0 && <p className={styles.empty}>{none}</p>}
      <ul className={styles.rows} ref={list}>
        {coming.slice(0, shown).map((row) => (
          <SessionRowItem key={`${row.seriesId} ${row.date}`} row={row} />
        ))}
      </ul>
      {left > 0 && (
        <p className={styles.more}>
          <Button onClick={() => setShown(shown + atATime)}>
            {t("sessions.more", { count: Math.min(left, atATime) })}
          </Button>
        </p>
      )}
    </section>
  );
}

/** After more rows have come the first of them has the focus: the button that brought them may be gone. */
function useFocusOn(shown: number) {
  const list = useRef<HTMLUListElement>(null);
  const before = useRef(shown);
  useEffect(() => {
    if (shown > before.current) list.current?.querySelectorAll("a")[before.current]?.focus();
    before.current = shown;
  }, [shown]);
  return list;
}
