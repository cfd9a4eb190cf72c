import type { ReactNode } from "react";
import styles from "./checkbox-group.module.css";

/** Boxes to tick, side by side where there is room. */
export const Choices = ({ label, hint, children }: { label: string; hint: string; children: ReactNode }) => (
  <fieldset className={styles.choices}>
    <legend>{label}</legend>
    <p>{hint}</p>
    {children}
  </fieldset>
);
