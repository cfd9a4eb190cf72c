import type { ReactNode } from "react";
import styles from "./link-bar.module.css";

type Props = { label: string; className?: string | undefined; children: ReactNode };

/** Links side by side to pages or views that belong together; `aria-current` marks the one that is shown. */
export const LinkBar = ({ label, className = "", children }: Props) => (
  <nav aria-label={label} className={`${styles.bar} ${className}`}>
    {children}
  </nav>
);
