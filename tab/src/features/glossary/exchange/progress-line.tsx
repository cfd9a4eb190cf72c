import { useId } from "react";
import styles from "./exchange.module.css";

/** How far something has come, in a bar and in per cent; without `of` only that it goes on. */
export function ProgressLine({ label, done, of }: { label: string; done?: number; of?: number }) {
  const id = useId();
  const isKnown = done !== undefined && of !== undefined && of > 0;
  return (
    <div className={styles.progress}>
      <span id={id}>{label}</span>
      <progress aria-labelledby={id} {...(isKnown && { value: done, max: of })} />
      {isKnown && <span aria-hidden="true">{Math.floor((done / of) * 100)} %</span>}
    </div>
  );
}
