import styles from "./badge.module.css";

export type BadgeColor = "plain" | "brand" | "good" | "warning" | "bad";

/** A state in a word or two, in colours that are read on every background of every theme. */
export const Badge = ({ color, children }: { color: BadgeColor; children: string }) => (
  <span className={`${styles.badge} ${styles[color]}`}>{children}</span>
);
