import { Select } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { createPortal } from "react-dom";
import { read, write } from "#platform/browser-memory.ts";
import { useLanguage } from "#platform/language.ts";
import { useLive } from "#platform/observable.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { chooseDemoPerson, demoPeople, demoPeopleKey, demoPersonId } from "#platform/teams/local.ts";
import { useTexts } from "#platform/texts.ts";
import { mayLeave } from "#platform/unsaved/unsaved.ts";
import styles from "./demo-bar.module.css";
import { setTheme, themeNames, themeOf, useTheme } from "./theme.tsx";

/** Local mode only: who one is, and how Teams looks. */
export function DemoBar() {
  const place = document.getElementById("demo");
  useEffect(() => {
    const kept = read("theme");
    if (kept && !new URLSearchParams(location.search).has("theme")) setTheme(themeOf(kept));
  }, []);
  const t = useTexts(platformTexts);
  const theme = useTheme();
  const personId = useLive(demoPersonId);
  const people = useQuery({
    queryKey: [...demoPeopleKey, useLanguage()],
    queryFn: demoPeople,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const chosen = people.data?.find(({ id }) => id === personId) ?? people.data?.[0];
  if (!place) return null;

  return createPortal(
    <aside className={`frame-line ${styles.bar}`} aria-label={t("demo.bar")}>
      <label className={styles.field} htmlFor="demo-person">
        <span>{t("demo.person")}</span>
        <Select
          id="demo-person"
          value={chosen?.id ?? ""}
          onChange={(_, { value }) => void mayLeave().then((leave) => leave && chooseDemoPerson(value))}
        >
          {people.data?.map(({ id, name, role }) => (
            <option key={id} value={id}>
              {role ? `${name} (${role})` : name}
            </option>
          ))}
        </Select>
      </label>
      <label className={styles.field} htmlFor="demo-theme">
        <span>{t("demo.theme")}</span>
        <Select
          id="demo-theme"
          value={theme}
          onChange={(_, { value }) => {
            write("theme", value);
            setTheme(themeOf(value));
          }}
        >
          {themeNames.map((name) => (
            <option key={name} value={name}>
              {t(`demo.theme.${name}`)}
            </option>
          ))}
        </Select>
      </label>
      <span className={styles.note}>
        {people.error ? t("problem.unreachable") : `${chosen?.about ?? ""} ${t("demo.note")}`}
      </span>
    </aside>,
    place,
  );
}
