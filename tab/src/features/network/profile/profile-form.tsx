import { Button, Checkbox, Field, Input, Textarea } from "@fluentui/react-components";
import type { Language, NetworkView, Profile } from "bot/network/contract";
import { type FormEvent, useState } from "react";
import styles from "#features/network/network.module.css";
import { networkTexts } from "#features/network/network-texts.ts";
import { SavedLine } from "#features/network/saved-line.tsx";
import { useNetworkDeed } from "#features/network/use-network.ts";
import { isSame, ways } from "#features/network/ways.ts";
import { languageNames, languages, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { Choices } from "#platform/ui/checkbox-group.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { useWritten } from "#platform/unsaved/use-written.ts";
import { deedOf } from "./profile-action.ts";

type Membership = { profile: Profile; invitation?: string };
type Props = { network: NetworkView; invitation?: string };

/** What the network knows of a person: asked when they come, and theirs to change. */
export function ProfileForm({ network, invitation }: Props) {
  const t = useTexts(networkTexts);
  const language = useLanguage();
  const [before] = useState<Profile>(network.profile ?? empty(language));
  const [isTried, setTried] = useState(false);
  const isNew = network.profile === null;
  const words = deeds[deedOf(network, invitation !== undefined)];
  const save = useNetworkDeed<Membership>("PUT", "/network/membership", t(words.done));
  const [profile, setProfile] = useWritten(
    "network.profile",
    save.isSuccess ? save.variables.profile : before,
  );
  const set = (part: Partial<Profile>) => setProfile((now) => ({ ...now, ...part }));
  const lacksMunicipality = isTried && profile.municipality.trim() === "";

  function send(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (profile.municipality.trim() === "") return document.getElementById("municipality")?.focus();
    save.mutate({ profile, ...(invitation && { invitation }) });
  }

  return (
    <form noValidate className={styles.form} onSubmit={send}>
      <Field
        label={{ children: t("profile.municipality"), htmlFor: "municipality" }}
        hint={t("profile.municipality.hint")}
        required
        validationState={lacksMunicipality ? "error" : "none"}
        validationMessage={lacksMunicipality ? t("profile.municipality.missing") : null}
      >
        <Input
          id="municipality"
          maxLength={120}
          value={profile.municipality}
          onChange={(_, { value }) => set({ municipality: value })}
        />
      </Field>
      <Choices label={t("profile.reads")} hint={t("profile.reads.hint")}>
        {languages.map((each) => {
          const isRead = profile.reads.includes(each);
          const others = profile.reads.filter((other) => other !== each);
          return (
            <Checkbox
              key={each}
              label={<span lang={each}>{languageNames[each]}</span>}
              checked={isRead}
              // The last one stays.
              disabled={isRead && others.length === 0}
              onChange={() => set({ reads: isRead ? others : [...others, each] })}
            />
          );
        })}
      </Choices>
      <Choices label={t("profile.translates")} hint={t("profile.translates.hint")}>
        {ways.map(({ key, ...way }) => {
          const others = profile.translates.filter((other) => !isSame(other, way));
          const isTaken = others.length < profile.translates.length;
          return (
            <Checkbox
              key={key}
              label={t(key)}
              checked={isTaken}
              onChange={() => set({ translates: isTaken ? others : [...others, way] })}
            />
          );
        })}
      </Choices>
      {network.fields.length > 0 && (
        <Choices label={t("profile.areas")} hint={t("profile.areas.hint")}>
          {network.fields.map(({ id, name }) => {
            const others = profile.areas.filter((other) => other !== id);
            const isChosen = others.length < profile.areas.length;
            return (
              <Checkbox
                key={id}
                label={name[language]}
                checked={isChosen}
                disabled={!isChosen && profile.areas.length >= 20}
                onChange={() => set({ areas: isChosen ? others : [...others, id] })}
              />
            );
          })}
        </Choices>
      )}
      <Field label={t("profile.about")} hint={t("profile.about.hint")}>
        <Textarea
          maxLength={500}
          rows={3}
          resize="vertical"
          value={profile.about}
          onChange={(_, { value }) => set({ about: value })}
        />
      </Field>
      {isNew && <p className={styles.hint}>{t("ask.seen")}</p>}
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>
          {t(words.button)}
        </Button>
      </div>
      {save.error && <Problem error={save.error} />}
      <SavedLine
        isSaved={save.isSuccess && save.variables.profile === profile}
        isChanged={!isNew && profile !== before}
        saved={t(network.standing === "asked" ? "sent" : "saved")}
      />
    </form>
  );
}

const deeds = {
  join: { button: "join.button", done: "joined" },
  ask: { button: "ask.button", done: "sent" },
  save: { button: "profile.save", done: "saved" },
} as const;

const empty = (language: Language): Profile => ({
  municipality: "",
  reads: [language],
  translates: [],
  areas: [],
  about: "",
});
