import { Link, useLocation } from "react-router";
import { homeOf } from "#platform/feature.ts";
import { useLanguage } from "#platform/language.ts";
import { LinkBar } from "#platform/ui/links/link-bar.tsx";
import { isSame, useFeatures, useHere } from "./place.ts";

/** On the front pages of a group's features: the way from one to another. Pages below them have a trail instead. */
export function GroupLinks() {
  const language = useLanguage();
  const { pathname } = useLocation();
  const features = useFeatures();
  const here = useHere();
  if (!here?.group || homeOf(here) !== pathname) return null;
  return (
    <LinkBar label={here.group.title[language]}>
      {features
        .filter(({ group }) => isSame(group, here.group))
        .map((feature) => (
          <Link key={feature.name} to={homeOf(feature)} aria-current={feature === here ? "page" : undefined}>
            {feature.title[language]}
          </Link>
        ))}
    </LinkBar>
  );
}
