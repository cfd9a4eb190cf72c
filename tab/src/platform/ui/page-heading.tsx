import { type ReactNode, useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { GroupLinks } from "#platform/shell/group-links.tsx";
import styles from "./page-heading.module.css";

let headedPath: string | null = null;

/**
 * The page's only h1. After a move inside the tab the focus comes here, so that a screen reader says where one is;
 * on the first load it stays where the browser put it. `section` comes first in the document's title.
 */
export function PageHeading({ title, section, lang, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname, state }: { pathname: string; state: { isLanding?: boolean } | null } = useLocation();
  const isLanding = state?.isLanding ?? false;

  useEffect(() => {
    document.title = [section, title, "Kommunpuls"].filter(Boolean).join(" – ");
  }, [title, section]);

  useEffect(() => {
    if (headedPath !== null && headedPath !== pathname && !isLanding) heading.current?.focus();
    headedPath = pathname;
  }, [pathname, isLanding]);

  return (
    <>
      <GroupLinks isFront={false} />
      <div className={styles.line}>
        <h1 ref={heading} tabIndex={-1} className={styles.heading} lang={lang}>
          {title}
        </h1>
        <GroupLinks isFront />
        {children}
      </div>
    </>
  );
}

type Props = { title: string; section?: string; lang?: string | undefined; children?: ReactNode };
