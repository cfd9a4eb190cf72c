import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./primary-link.module.css";

type Props = { to: string; children: ReactNode };

/** The link that a page is most of all for; it looks like the primary button. */
export const PrimaryLink = ({ to, children }: Props) => (
  <Link to={to} className={styles.link}>
    {children}
  </Link>
);
