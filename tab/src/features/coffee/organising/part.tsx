import { type ReactNode, useId } from "react";
import { useKeptFocus } from "#platform/ui/dialogs/use-restored-focus.ts";
import styles from "./organise.module.css";

/** One part of an organiser's page, named by its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.part} {...useKeptFocus(id)}>
      <h2 id={id} tabIndex={-1} className={styles.heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}
