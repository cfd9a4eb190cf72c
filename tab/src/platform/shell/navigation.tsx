import { createPortal } from "react-dom";
import { Link, matchPath, useLocation } from "react-router";
import { type Feature, homeOf, type Page } from "#platform/feature.ts";
import { useLanguage } from "#platform/language.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { LinkBar } from "#platform/ui/links/link-bar.tsx";
import styles from "./navigation.module.css";

/** The way from one feature to another, in the frame's header. A group stands there once; inside it, its features below. */
export function Navigation({ features }: { features: readonly Feature[] }) {
  const t = useTexts(platformTexts);
  const language = useLanguage();
  const { pathname } = useLocation();
  const place = document.getElementById("features");
  if (!place) return null;
  const here = features.find((feature) => holds(feature, pathname));
  const group = here?.group;
  return createPortal(
    <>
      <LinkBar label={t("features")} className={styles.features}>
        {features.filter(isFront).map((feature) => {
          const title = feature.group?.title ?? feature.title;
          const isHere = feature === here || isSame(feature.group, group);
          return <To key={feature.name} {...{ feature, pathname, isHere }} title={title[language]} />;
        })}
      </LinkBar>
      {group && (
        <LinkBar label={group.title[language]} className={`${styles.features} ${styles.group}`}>
          {features
            .filter((feature) => isSame(feature.group, group))
            .map((feature) => (
              <To
                key={feature.name}
                {...{ feature, pathname }}
                isHere={feature === here}
                title={feature.title[language]}
              />
            ))}
        </LinkBar>
      )}
    </>,
    place,
  );
}

type Way = { feature: Feature; title: string; isHere: boolean; pathname: string };

function To({ feature, title, isHere, pathname }: Way) {
  const home = homeOf(feature);
  return (
    <Link to={home} aria-current={pathname === home ? "page" : isHere || undefined}>
      {title}
    </Link>
  );
}

const isFront = ({ group }: Feature, index: number, all: readonly Feature[]) =>
  !group || all.findIndex((other) => isSame(other.group, group)) === index;

/** By its name: each feature of a group writes it out for itself. */
const isSame = (one: Feature["group"], other: Feature["group"]) =>
  one !== undefined && one.name === other?.name;

const holds = ({ pages }: Feature, pathname: string) => pages.some((page) => leadsTo(page, pathname));
const leadsTo = ({ path, pages = [] }: Page, pathname: string): boolean =>
  matchPath({ path: `/${path}`, end: pages.length === 0 }, pathname) !== null;
