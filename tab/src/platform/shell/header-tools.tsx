import { Button, Select } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { createPortal } from "react-dom";
import { Link } from "react-router";
import { homeOf } from "#platform/feature.ts";
import { languageNames, languageOf, languages, setLanguage, useLanguage } from "#platform/language.ts";
import { chooseLanguage, useMe } from "#platform/me.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import { Disclosure } from "#platform/ui/dialogs/disclosure.tsx";
import styles from "./header-tools.module.css";
import { isForAll, useFeatures } from "./place.ts";
import { useShortcuts } from "./shortcuts.ts";

const HelpDialog = lazy(() =>
  import("#platform/ui/dialogs/help-dialog.tsx").then(({ HelpDialog }) => ({ default: HelpDialog })),
);

/** Language and help, behind "⋯" in the frame's header. */
export function Tools() {
  const place = document.getElementById("tools");
  const [help, setHelp] = useState(false);
  const t = useTexts(platformTexts);
  const language = useLanguage();
  const features = useFeatures();
  const isAdministrator = useMe().data?.roles.includes("Admin") ?? false;
  useShortcuts([{ keys: "?", about: t("help.key.?"), act: () => setHelp(true) }]);
  return (
    <>
      {place &&
        createPortal(
          <Disclosure label={t("languageAndHelp")}>
            {(close) => (
              <>
                <LanguageSwitcher />
                <Button
                  onClick={() => {
                    close();
                    setHelp(true);
                  }}
                >
                  {t("help")}
                </Button>
                {isAdministrator &&
                  features
                    .filter((feature) => !isForAll(feature))
                    .map((feature) => (
                      <Link key={feature.name} to={homeOf(feature)} onClick={close} className={styles.link}>
                        {feature.title[language]}
                      </Link>
                    ))}
              </>
            )}
          </Disclosure>,
          place,
        )}
      {help && (
        <Suspense fallback={null}>
          <HelpDialog close={() => setHelp(false)} />
        </Suspense>
      )}
    </>
  );
}

function LanguageSwitcher() {
  const t = useTexts(platformTexts);
  const language = useLanguage();
  const client = useQueryClient();
  const keep = useMutation({
    mutationFn: chooseLanguage,
    onSuccess: (me) => client.setQueryData(["me"], me),
  });
  return (
    <label className={styles.field} htmlFor="language">
      <span>{t("language")}</span>
      <Select
        id="language"
        value={language}
        onChange={(_, { value }) => {
          const next = languageOf(value) ?? "sv";
          void setLanguage(next, { remember: true });
          keep.mutate(next);
        }}
      >
        {languages.map((each) => (
          <option key={each} value={each} lang={each}>
            {languageNames[each]}
          </option>
        ))}
      </Select>
    </label>
  );
}
