import type { NetworkView, Profile } from "bot/network/contract";
import styles from "#features/network/network.module.css";
import { networkTexts } from "#features/network/network-texts.ts";
import { isSame, ways } from "#features/network/ways.ts";
import { languages, localeTags, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";

/** What a person has told of themselves. */
export function ProfileLines({ profile, fields }: { profile: Profile; fields: NetworkView["fields"] }) {
  const t = useTexts(networkTexts);
  const language = useLanguage();
  const areas = fields.filter(({ id }) => profile.areas.includes(id)).map(({ name }) => name[language]);
  const listed = (words: string[]) => new Intl.ListFormat(localeTags[language]).format(words);
  const reads = languages.filter((each) => profile.reads.includes(each)).map((each) => t(`language.${each}`));
  const translates = ways
    .filter((way) => profile.translates.some((each) => isSame(each, way)))
    .map(({ key }) => t(key));
  return (
    <>
      <p className={styles.line}>{profile.municipality}</p>
      {translates.length > 0 && (
        <p className={styles.line}>{t("translates", { ways: listed(translates) })}</p>
      )}
      <p className={styles.hint}>{t("reads", { languages: listed(reads) })}</p>
      {areas.length > 0 && <p className={styles.hint}>{t("areas", { areas: areas.join(", ") })}</p>}
      {profile.about && <p className={styles.line}>{profile.about}</p>}
    </>
  );
}
