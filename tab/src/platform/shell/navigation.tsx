import { createPortal } from "react-dom";
import { Link, useLocation } from "react-router";
import { homeOf } from "#platform/feature.ts";
import { useLanguage } from "#platform/language.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./navigation.module.css";
import { isForAll, isFront, isSame, useFeatures, useHere } from "./place.ts";

/** The way from one feature to another, in the frame's header. A group stands there once; its own features stand beside their titles. */
export function Navigation() {
  const t = useTexts(platformTexts);
  const language = useLanguage();
  const features = useFeatures();
  const { pathname } = useLocation();
  const here = useHere();
  const place = document.getElementById("features");
  if (!place) return null;
  return createPortal(
    <nav aria-label={t("features")} className={styles.features}>
      {features
        .filter(isForAll)
        .filter(isFront)
        .map((feature) => {
          const home = homeOf(feature);
          const isHere = feature === here || isSame(feature.group, here?.group);
          return (
            <Link
              key={feature.name}
              to={home}
              aria-current={pathname === home ? "page" : isHere || undefined}
            >
              {(feature.group?.title ?? feature.title)[language]}
            </Link>
          );
        })}
    </nav>,
    place,
  );
}
