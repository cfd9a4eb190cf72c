import { Button, Field, Radio, RadioGroup, Select } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ImportView, MergeRule, Status } from "bot/glossary/contract";
import { useState } from "react";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { mergeRules, statuses } from "#features/glossary/lists.ts";
import { importQuery } from "#features/glossary/queries.ts";
import { api } from "#platform/api.ts";
import { useTexts } from "#platform/texts.ts";
import { Problem } from "#platform/ui/problem.tsx";
import styles from "./exchange.module.css";
import { exchangeTexts } from "./exchange-texts.ts";

const choosable = statuses.filter((status) => status !== "inReview");

/** What is to become of the file's concepts, and the word to begin. */
export function ImportRules({ view }: { view: ImportView }) {
  const t = useTexts(exchangeTexts);
  const say = useTexts(glossaryTexts);
  const client = useQueryClient();
  const { queryKey } = importQuery(view.id);
  const [rule, setRule] = useState<MergeRule>("skip");
  const [status, setStatus] = useState<Status>("proposed");
  const start = useMutation({
    mutationFn: () => api<ImportView>("POST", `/glossary/imports/${view.id}/start`, { rule, status }),
    onSuccess: (begun) => {
      client.setQueryData(queryKey, begun);
      return client.invalidateQueries({
        queryKey: ["glossary"],
        predicate: (query) => query.queryKey[1] !== "import",
      });
    },
  });
  return (
    <form
      className={styles.part}
      onSubmit={(event) => {
        event.preventDefault();
        if (!start.isPending) start.mutate();
      }}
    >
      <Field label={t("rule")}>
        <RadioGroup
          value={rule}
          onChange={(_, { value }) => setRule(mergeRules.find((each) => each === value) ?? "skip")}
        >
          {mergeRules.map((each) => (
            <Radio key={each} value={each} label={t(`rule.${each}`)} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={t("status")} hint={t("status.about")} className={styles.short ?? ""}>
        <Select
          value={status}
          onChange={(_, { value }) => setStatus(choosable.find((each) => each === value) ?? "proposed")}
        >
          {choosable.map((each) => (
            <option key={each} value={each}>
              {say(`status.${each}`)}
            </option>
          ))}
        </Select>
      </Field>
      {start.error && <Problem error={start.error} again={() => start.mutate()} />}
      <Button
        type="submit"
        appearance="primary"
        className={styles.start ?? ""}
        disabledFocusable={start.isPending || view.found === 0}
      >
        {t("start", { count: view.found })}
      </Button>
    </form>
  );
}
