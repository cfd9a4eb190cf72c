import styles from "./results.module.css";
import type { Shown } from "./results-props.ts";
import { inBrief } from "./wording/brief.ts";
import { plain } from "./wording/localized.ts";
import { Said } from "./wording/sentence.tsx";

/** The result in brief; nothing where the release allows no such sentence. */
export function BriefBlock({ results, speech }: Shown) {
  const points = inBrief(results, speech);
  if (points.length === 0) return null;
  return (
    <section className={styles.brief} aria-labelledby="brief">
      <h2 id="brief" className={styles.heading}>
        {speech.t("brief")}
      </h2>
      <ul>
        {points.map(({ id, about, sentences }) => (
          <li key={id}>
            {[...(about ? [about] : []), ...sentences].map((sentence) => (
              <p key={plain(sentence)}>
                <Said sentence={sentence} speech={speech} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
