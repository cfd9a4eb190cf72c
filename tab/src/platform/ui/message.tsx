import type { ReactNode } from "react";
import styles from "./message.module.css";

type Intent = keyof typeof icons;
type Props = {
  intent?: Intent;
  title?: string;
  role?: "alert";
  id?: string;
  className?: string | undefined;
  /** Buttons. */
  deeds?: ReactNode;
  children?: ReactNode;
};

/** Fluent's message bar to the eye. It is plain, so that it is there when nothing more can be loaded. */
export function Message({ intent = "info", title, role, id, className = "", deeds, children }: Props) {
  return (
    <div id={id} role={role} className={`${styles.message} ${styles[intent]} ${className}`}>
      <svg viewBox="0 0 20 20" className={styles.icon} aria-hidden="true">
        <path d={icons[intent]} />
      </svg>
      <div className={styles.body}>
        {title && <strong>{title} </strong>}
        {children}
      </div>
      {deeds && <div className={styles.deeds}>{deeds}</div>}
    </div>
  );
}

/** Fluent's icons, drawn on 20 × 20. */
const icons = {
  info: "M18 10a8 8 0 1 0-16 0 8 8 0 0 0 16 0M9.5 8.91a.5.5 0 0 1 1 0v4.69a.5.5 0 0 1-1 0V8.9m-.25-2.16a.75.75 0 1 1 1.5 0 .75.75 0 0 1-1.5 0",
  warning:
    "M7.37 3.56a3 3 0 0 1 5.26 0l5.5 10A3 3 0 0 1 15.5 18h-11a3 3 0 0 1-2.63-4.44zM10 12.75a.75.75 0 1 0 0 1.5.75.75 0 0 0 0-1.5m0-6.25a.5.5 0 0 0-.5.5v4a.5.5 0 0 0 1 0V7a.5.5 0 0 0-.5-.5",
  error:
    "M7.88 1.88a3 3 0 0 1 4.24 0l6 6a3 3 0 0 1 0 4.24l-6 6a3 3 0 0 1-4.24 0l-6-6a3 3 0 0 1 0-4.24zM13.1 6.9a.5.5 0 0 0-.7 0L10 9.3 7.6 6.9a.5.5 0 0 0-.7.7L9.3 10l-2.4 2.4a.5.5 0 0 0 .7.7l2.4-2.4 2.4 2.4a.5.5 0 0 0 .7-.7L10.7 10l2.4-2.4a.5.5 0 0 0 0-.7",
} as const;
