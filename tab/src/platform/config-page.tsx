import { useEffect } from "react";
import { PageHeading } from "./page-heading.tsx";
import { platformTexts } from "./platform-texts.ts";
import { connected } from "./teams.ts";
import { useTexts } from "./texts.ts";

/** Shown by Teams when the app is added as a tab of a channel: explains, and lets Save be pressed at once. */
export function ConfigPage() {
  const t = useTexts(platformTexts);
  const name = t("config.tabName");
  useEffect(() => void offer(name), [name]);
  return (
    <>
      <PageHeading title={t("config.title")} />
      <p>{t("config.text")}</p>
      <p>{t("config.save")}</p>
    </>
  );
}

async function offer(name: string): Promise<void> {
  const host = await connected;
  if (host.kind !== "teams" || !host.js.pages.config.isSupported()) return;
  const { config } = host.js.pages;
  config.registerOnSaveHandler((save) => {
    config
      .setConfig({
        entityId: "surveys",
        suggestedDisplayName: name,
        contentUrl: `${location.origin}/tab?lang={app.locale}&theme={app.theme}`,
        websiteUrl: `${location.origin}/tab`,
      })
      .then(
        () => save.notifySuccess(),
        () => save.notifyFailure(),
      );
  });
  config.setValidityState(true);
}
