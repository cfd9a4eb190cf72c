import styles from "./visually-hidden.module.css";

/** The class of what only a screen reader tells: read aloud, never seen. */
export const unseen = styles.unseen;
