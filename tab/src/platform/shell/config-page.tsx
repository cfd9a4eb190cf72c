import { Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import { type Feature, homeOf } from "#platform/feature.ts";
import { useLanguage } from "#platform/language.ts";
import { platformTexts } from "#platform/platform-texts.ts";
import { connected, presentConfig } from "#platform/teams/teams.ts";
import { useTexts } from "#platform/texts.ts";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import styles from "./config-page.module.css";

/** Shown by Teams when the app is added as a tab of a channel: one chooses what the tab shows, and may save at once. */
export function ConfigPage({ features }: { features: readonly Feature[] }) {
  const t = useTexts(platformTexts);
  const language = useLanguage();
  const [chosen, choose] = useState(features[0]);
  // What the tab shows already stays chosen, unless the person was quicker than Teams.
  useEffect(() => {
    void present(features).then((now) => now && choose((before) => (before === features[0] ? now : before)));
  }, [features]);
  useEffect(() => {
    if (chosen) void offer(chosen, chosen.title[language]);
  }, [chosen, language]);
  return (
    <>
      <PageHeading title={t("config.title")} />
      <Field label={t("config.what")}>
        <RadioGroup
          value={chosen?.name ?? ""}
          onChange={(_, { value }) => choose(features.find(({ name }) => name === value))}
        >
          {features.map(({ name, title, about }) => (
            <Radio
              key={name}
              value={name}
              label={
                <>
                  <strong>{title[language]}</strong>
                  <span className={styles.about}>{about[language]}</span>
                </>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      <p>{t("config.save")}</p>
    </>
  );
}

/** What the tab was set to show: by its name, or by the page that it opens. */
async function present(features: readonly Feature[]): Promise<Feature | undefined> {
  const host = await connected;
  if (host.kind !== "teams") return undefined;
  const { entityId, contentUrl } = (await presentConfig(host.js)) ?? {};
  const named = features.find(({ name }) => name === entityId);
  if (named || !contentUrl) return named;
  const page = URL.parse(contentUrl)?.pathname.replace(/^\/tab/, "") || "/";
  return features.find((feature) => homeOf(feature) === page);
}

/** What Teams is told when the person presses Save; a later handler takes the place of an earlier one. */
async function offer(feature: Feature, name: string): Promise<void> {
  const host = await connected;
  if (host.kind !== "teams" || !host.js.pages.config.isSupported()) return;
  const { config } = host.js.pages;
  const address = `${location.origin}/tab${homeOf(feature).replace(/\/$/, "")}`;
  config.registerOnSaveHandler((save) => {
    config
      .setConfig({
        entityId: feature.name,
        suggestedDisplayName: name,
        contentUrl: `${address}?lang={app.locale}&theme={app.theme}`,
        websiteUrl: address,
      })
      .then(
        () => save.notifySuccess(),
        () => save.notifyFailure(),
      );
  });
  config.setValidityState(true);
}
