import { Link, useLocation } from "react-router";
import { homeOf } from "#platform/feature.ts";
import { useLanguage } from "#platform/language.ts";
import { LinkBar } from "#platform/ui/links/link-bar.tsx";
import styles from "./navigation.module.css";
import { isSame, useFeatures, useHere } from "./place.ts";

/** The way from one of a group's features to another: beside the title of their front pages, above it on the pages below. */
export function GroupLinks({ isFront }: { isFront: boolean }) {
  const language = useLanguage();
  const { pathname } = useLocation();
  const features = useFeatures();
  const here = useHere();
  if (!here?.group || isFront !== (homeOf(here) === pathname)) return null;
  return (
    <LinkBar label={here.group.title[language]} className={isFront ? undefined : styles.above}>
      {features
        .filter(({ group }) => isSame(group, here.group))
        .map((feature) => (
          <Link
            key={feature.name}
            to={homeOf(feature)}
            aria-current={feature === here ? (isFront ? "page" : true) : undefined}
          >
            {feature.title[language]}
          </Link>
        ))}
    </LinkBar>
  );
}
