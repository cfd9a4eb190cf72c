import { Button } from "@fluentui/react-components";
import type { NetworkView } from "bot/network/contract";
import { type FormEvent, useState } from "react";
import styles from "#features/network/network.module.css";
import { networkTexts } from "#features/network/network-texts.ts";
import { SavedLine } from "#features/network/saved-line.tsx";
import { useNetworkDeed } from "#features/network/use-network.ts";
import { WordsField } from "#platform/drafting/words-field.tsx";
import { languages } from "#platform/language.ts";
import { PlacePicker } from "#platform/sending/place-picker.tsx";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import { Switch } from "#platform/ui/switch.tsx";
import { useWritten } from "#platform/unsaved/use-written.ts";

type Input = { about: NetworkView["about"]; membersInvite: boolean; channelIds: string[] };

export function SettingsForm({ network }: { network: NetworkView }) {
  const t = useTexts(networkTexts);
  const [before] = useState<Input>({
    about: network.about,
    membersInvite: network.membersInvite,
    channelIds: network.channels.map(({ id }) => id),
  });
  const save = useNetworkDeed<Input>("PUT", "/network/settings", t("saved"));
  const [settings, setSettings] = useWritten("network.settings", save.isSuccess ? save.variables : before);
  const set = (part: Partial<Input>) => setSettings((now) => ({ ...now, ...part }));

  function send(event: FormEvent) {
    event.preventDefault();
    save.mutate(settings);
  }

  return (
    <form noValidate className={styles.form} onSubmit={send}>
      <WordsField
        label={t("settings.about")}
        path="about"
        words={settings.about}
        languages={[...languages]}
        maxLength={1_000}
        lines={4}
        optional
        change={(about) => set({ about })}
      />
      <div>
        <Switch
          label={t("settings.membersInvite")}
          checked={settings.membersInvite}
          change={(membersInvite) => set({ membersInvite })}
        />
        <p className={styles.hint}>{t("settings.membersInvite.hint")}</p>
      </div>
      <section aria-labelledby="channels">
        <h2 id="channels">{t("settings.channels")}</h2>
        <p className={styles.hint}>{t("settings.channels.hint")}</p>
        <PlacePicker
          path="/network/places"
          // A group chat has no threads that a topic could stand in.
          isOffered={({ scope }) => scope === "channel"}
          chosen={settings.channelIds}
          choose={(channelIds) => set({ channelIds })}
        />
      </section>
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>
          {t("settings.save")}
        </Button>
      </div>
      {save.error && <Problem error={save.error} />}
      <SavedLine
        isSaved={save.isSuccess && save.variables === settings}
        isChanged={settings !== before}
        saved={t("saved")}
      />
    </form>
  );
}
