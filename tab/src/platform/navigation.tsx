import { createPortal } from "react-dom";
import { Link, matchPath, useLocation } from "react-router";
import { type Feature, homeOf, type Page } from "./feature.ts";
import { useLanguage } from "./language.ts";
import styles from "./navigation.module.css";
import { platformTexts } from "./platform-texts.ts";
import { useTexts } from "./texts.ts";

/** The way from one feature to another, in the frame's header. */
export function Navigation({ features }: { features: readonly Feature[] }) {
  const t = useTexts(platformTexts);
  const language = useLanguage();
  const { pathname } = useLocation();
  const place = document.getElementById("features");
  if (!place) return null;
  return createPortal(
    <nav aria-label={t("features")} className={styles.features}>
      {features.map((feature) => {
        const { name, title, pages } = feature;
        const home = homeOf(feature);
        const isHere = pages.some((page) => holds(page, pathname));
        return (
          <Link key={name} to={home} aria-current={pathname === home ? "page" : isHere || undefined}>
            {title[language]}
          </Link>
        );
      })}
    </nav>,
    place,
  );
}

const holds = ({ path, pages = [] }: Page, pathname: string): boolean =>
  matchPath({ path: `/${path}`, end: pages.length === 0 }, pathname) !== null;
