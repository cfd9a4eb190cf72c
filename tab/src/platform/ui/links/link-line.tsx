import type { ReactNode } from "react";
import styles from "./link-line.module.css";

/** The ways on from a page, on a line; under a label they are a landmark of their own. */
export const LinkLine = ({ label, children }: { label?: string; children: ReactNode }) =>
  label ? (
    <nav aria-label={label} className={styles.line}>
      {children}
    </nav>
  ) : (
    <p className={styles.line}>{children}</p>
  );
