import type { SessionView } from "bot/coffee/contract";
import { sessionTexts } from "#features/coffee/series/session/session-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./organise.module.css";
import { Part } from "./part.tsx";

/** Who comes, as numbers; names are theirs alone who let them be shown. */
export function TakingPart({ session: { heads, capacity } }: { session: SessionView }) {
  const t = useTexts(sessionTexts);
  const numbers = [
    { name: t("answer.yes"), count: heads.yes },
    { name: t("answer.maybe"), count: heads.maybe },
    { name: t("answer.no"), count: heads.no },
    ...(heads.seatsLeft === null
      ? []
      : [
          { name: t("organise.waiting"), count: heads.waiting },
          { name: t("organise.seatsLeft"), count: heads.seatsLeft },
        ]),
  ];
  return (
    <Part title={t("organise.heads")}>
      <dl className={styles.numbers}>
        {numbers.map(({ name, count }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.about}>
        {heads.names.length > 0
          ? t("heads.names", { names: heads.names.join(", ") })
          : t("organise.heads.noNames")}
        {capacity === null && ` ${t("organise.noLimit")}`}
      </p>
    </Part>
  );
}
