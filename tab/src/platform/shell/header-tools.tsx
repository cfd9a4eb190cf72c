import { Button, Select } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { createPortal } from "react-dom";
import { languageNames, languageOf, languages, setLanguage, useLanguage } from "#platform/language.ts";
import { chooseLanguage, useMe } from "#platform/me.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { useTexts } from "#platform/texts.ts";
import styles from "./header-tools.module.css";
import { useShortcuts } from "./shortcuts.ts";

const HelpDialog = lazy(() =>
  import("#platform/ui/dialogs/help-dialog.tsx").then(({ HelpDialog }) => ({ default: HelpDialog })),
);

/** Language and help, in the frame's header. */
export function Tools() {
  const place = document.getElementById("tools");
  const [help, setHelp] = useState(false);
  const t = useTexts(platformTexts);
  useShortcuts([{ keys: "?", about: t("help.key.?"), act: () => setHelp(true) }]);
  return (
    <>
      {place &&
        createPortal(
          <div className={styles.tools}>
            <LanguageSwitcher />
            <Button appearance="subtle" onClick={() => setHelp(true)}>
              {t("help")}
            </Button>
          </div>,
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
  useMe();
  const keep = useMutation({
    mutationFn: chooseLanguage,
    onSuccess: (me) => client.setQueryData(["me"], me),
  });
  return (
    <Select
      aria-label={t("language")}
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
  );
}
