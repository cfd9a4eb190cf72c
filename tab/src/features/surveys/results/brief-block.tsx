import styles from "./results.module.css";
import type { Shown } from "./shown.ts";
import { inBrief } from "./wording/brief.ts";
import { plain } from "./wording/localized.ts";
import { Said } from "./wording/sentence.tsx";

/** The result in brief; nothing where the release allows no such sentence. */
export function BriefBlock({ results, formatter }: Shown) {
  const points = inBrief(results, formatter);
  if (points.length === 0) return null;
  return (
    <section className={styles.brief} aria-labelledby="brief">
      <h2 id="brief" className={styles.heading}>
        {formatter.t("brief")}
      </h2>
      <ul>
        {points.map(({ id, about, sentences }) => (
          <li key={id}>
            {[...(about ? [about] : []), ...sentences].map((sentence) => (
              <p key={plain(sentence)}>
                <Said sentence={sentence} formatter={formatter} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
