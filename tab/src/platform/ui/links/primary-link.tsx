import type { ReactNode } from "react";
import { Link } from "react-router";
import styles from "./primary-link.module.css";

type Props = { to: string; isAmongButtons?: boolean; children: ReactNode };

/** The link that a page is most of all for; it looks like the primary button. */
export const PrimaryLink = ({ to, isAmongButtons = false, children }: Props) => (
  <Link to={to} className={`${styles.link} ${isAmongButtons ? styles.amongButtons : ""}`}>
    {children}
  </Link>
);
