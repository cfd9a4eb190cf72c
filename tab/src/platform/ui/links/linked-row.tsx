import type { ReactNode } from "react";
import styles from "./linked-row.module.css";

type Props = {
  heading: "h2" | "h3";
  /** With the link that the whole row becomes. */
  name: ReactNode;
  /** Its states, and deeds that lie above the link. */
  beside: ReactNode;
  /** What `useRows` knows the row by. */
  id?: string;
  className?: string | undefined;
  /** The lines under the name. */
  children: ReactNode;
};

/** One of a list's rows: its name leads to it, and so does every place on the row. */
export const LinkedRow = ({ heading: Heading, name, beside, id, className = "", children }: Props) => (
  <li className={`${styles.row} ${className}`} data-row={id}>
    <div className={styles.main}>
      <Heading className={styles.name}>{name}</Heading>
      {children}
    </div>
    {beside}
  </li>
);

/** A line of short facts with dots between; each is another. */
export const RowFacts = ({ facts }: { facts: readonly string[] }) => (
  <p className={styles.facts}>
    {facts.map((fact) => (
      <span key={fact}>{fact}</span>
    ))}
  </p>
);
