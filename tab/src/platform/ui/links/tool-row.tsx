import type { ReactNode } from "react";
import styles from "./tool-row.module.css";

/** The line between a page's title and its first row: its views, then its search and filters. */
export const ToolRow = ({ children }: { children: ReactNode }) => (
  <div className={styles.row}>{children}</div>
);
