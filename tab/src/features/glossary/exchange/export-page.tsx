import { Button, Checkbox, Field, Radio, RadioGroup, Select } from "@fluentui/react-components";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { Format, GlossaryView, Language, Status } from "bot/glossary/contract";
import { useState } from "react";
import { sortedFields } from "#features/glossary/field-words.ts";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { decided, formats, statuses } from "#features/glossary/lists.ts";
import { given, glossaryQuery } from "#features/glossary/queries.ts";
import { TermsTrail } from "#features/glossary/terms-trail.tsx";
import { saveFromServer } from "#platform/api.ts";
import { languageNames, languages, useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { PageHeading } from "#platform/ui/page-heading.tsx";
import { Problem } from "#platform/ui/problem.tsx";
import { RowsSkeleton } from "#platform/ui/skeleton.tsx";
import styles from "./exchange.module.css";
import { exchangeTexts } from "./exchange-texts.ts";

/** Where the glossary is taken out as a file. */
export function ExportPage() {
  const t = useTexts(exchangeTexts);
  const glossary = useQuery(glossaryQuery());
  return (
    <>
      <TermsTrail />
      <PageHeading title={t("export.title")} />
      {glossary.error && <Problem error={glossary.error} again={() => void glossary.refetch()} />}
      {glossary.isPending && <RowsSkeleton rows={3} />}
      {glossary.data && <ExportForm glossary={glossary.data} />}
    </>
  );
}

function ExportForm({ glossary }: { glossary: GlossaryView }) {
  const t = useTexts(exchangeTexts);
  const say = useTexts(glossaryTexts);
  const own = useLanguage();
  const announce = useAnnounce();
  const [format, setFormat] = useState<Format>("tbx");
  const [field, setField] = useState("");
  const [inLanguages, setLanguages] = useState<readonly Language[]>(languages);
  const offered: readonly Status[] = glossary.may.propose ? statuses : decided;
  const [withStatuses, setStatuses] = useState<readonly Status[]>(decided);
  const isEmpty = inLanguages.length === 0 || withStatuses.length === 0;
  const save = useMutation({
    mutationFn: () =>
      saveFromServer(
        `/glossary/export?${given({
          format,
          field,
          languages: inLanguages.join(","),
          statuses: withStatuses.join(","),
        })}`,
        `${t("export.file")}.${format}`,
      ),
    onSuccess: () => announce(t("export.done")),
  });
  return (
    <form
      className={styles.part}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty && !save.isPending) save.mutate();
      }}
    >
      <Field label={t("format")}>
        <RadioGroup
          value={format}
          onChange={(_, { value }) => setFormat(formats.find((each) => each === value) ?? "tbx")}
        >
          {formats.map((each) => (
            <Radio key={each} value={each} label={t(`format.${each}`)} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={say("field")} className={styles.short ?? ""}>
        <Select value={field} onChange={(_, { value }) => setField(value)}>
          <option value="">{say("field.all")}</option>
          {sortedFields(glossary.fields, own).map(({ id, text, count }) => (
            <option key={id} value={id}>
              {text} ({count})
            </option>
          ))}
        </Select>
      </Field>
      <Several
        legend={t("languages")}
        choices={languages}
        chosen={inLanguages}
        words={(each) => languageNames[each]}
        choose={setLanguages}
      />
      <Several
        legend={t("statuses")}
        choices={offered}
        chosen={withStatuses}
        words={(each) => say(`status.${each}`)}
        choose={setStatuses}
      />
      {isEmpty && <p role="alert">{t("export.lack")}</p>}
      {save.error && <Problem error={save.error} again={() => save.mutate()} />}
      <Button
        type="submit"
        appearance="primary"
        className={styles.start ?? ""}
        disabledFocusable={isEmpty || save.isPending}
      >
        {t(save.isPending ? "export.pending" : "export.start")}
      </Button>
    </form>
  );
}

type SeveralProps<T extends string> = {
  legend: string;
  choices: readonly T[];
  chosen: readonly T[];
  words(choice: T): string;
  choose(chosen: readonly T[]): void;
};

function Several<T extends string>({ legend, choices, chosen, words, choose }: SeveralProps<T>) {
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      {choices.map((each) => (
        <Checkbox
          key={each}
          label={words(each)}
          checked={chosen.includes(each)}
          onChange={(_, { checked }) =>
            choose(choices.filter((one) => (one === each ? checked === true : chosen.includes(one))))
          }
        />
      ))}
    </fieldset>
  );
}
