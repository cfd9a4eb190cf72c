import { Button, Field, Input, Select } from "@fluentui/react-components";
import { DeleteRegular } from "@fluentui/react-icons";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ConceptDraft, Relation } from "bot/glossary/contract";
import { useState } from "react";
import { glossaryTexts } from "#features/glossary/glossary-texts.ts";
import { headwordOf } from "#features/glossary/headword.ts";
import { limits, relationKinds } from "#features/glossary/lists.ts";
import styles from "#features/glossary/proposals/edit.module.css";
import { editTexts } from "#features/glossary/proposals/edit-texts.ts";
import type { ChangeDraft } from "#features/glossary/proposals/form-props.ts";
import { conceptQuery, conceptsQuery } from "#features/glossary/queries.ts";
import { useLanguage } from "#platform/language.ts";
import { useTexts } from "#platform/texts.ts";
import { useAnnounce } from "#platform/ui/announce.tsx";
import { RowWords } from "./similar-concepts.tsx";
import { useSettled } from "./use-settled.ts";

type Props = { conceptId: string; draft: ConceptDraft; change: ChangeDraft };

/** The concepts around it: looked up by their terms, and how each is related. */
export function RelationsField({ conceptId, draft, change }: Props) {
  const t = useTexts(editTexts);
  const announce = useAnnounce();
  const taken = new Set([conceptId, ...draft.relations.map((relation) => relation.conceptId)]);
  const add = (relation: Relation) => {
    change((now) => ({ ...now, relations: [...now.relations, relation] }));
    announce(t("relation.added"));
  };
  const remove = (gone: Relation) => {
    change((now) => ({
      ...now,
      relations: now.relations.filter((each) => each.conceptId !== gone.conceptId || each.kind !== gone.kind),
    }));
    document.getElementById(searchId)?.focus();
    announce(t("relation.removed"));
  };
  return (
    <fieldset className={styles.group}>
      <legend>{t("relations")}</legend>
      <ul className={styles.relations}>
        {draft.relations.map((relation) => (
          <li key={`${relation.kind} ${relation.conceptId}`}>
            <RelationLine relation={relation} remove={() => remove(relation)} />
          </li>
        ))}
      </ul>
      {draft.relations.length < limits.relations && <AddRelation taken={taken} add={add} />}
    </fieldset>
  );
}

const searchId = "relation-search";

function RelationLine({ relation, remove }: { relation: Relation; remove(): void }) {
  const t = useTexts(editTexts);
  const say = useTexts(glossaryTexts);
  const language = useLanguage();
  const related = useQuery({ ...conceptQuery(relation.conceptId), staleTime: 300_000 });
  const headword = related.data && headwordOf(related.data.draft, language);
  const text = headword?.text ?? say("untitled");
  return (
    <>
      <span>
        {t(`relation.${relation.kind}`)}: <span lang={headword?.lang}>{related.isPending ? "…" : text}</span>
      </span>
      <Button
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label={t("relation.remove", { term: text })}
        onClick={remove}
      />
    </>
  );
}

function AddRelation({ taken, add }: { taken: ReadonlySet<string>; add(relation: Relation): void }) {
  const t = useTexts(editTexts);
  const language = useLanguage();
  const [kind, setKind] = useState<Relation["kind"]>("related");
  const [typed, setTyped] = useState("");
  const words = useSettled(typed.trim());
  const found = useInfiniteQuery({
    ...conceptsQuery({ q: words, field: "", view: "all", language }),
    enabled: words.length > 0 && typed.trim().length > 0,
  });
  const rows = (typed.trim() && found.data?.pages[0]?.concepts.filter(({ id }) => !taken.has(id))) || [];
  return (
    <>
      <div className={styles.fields}>
        <Field label={t("relation.kind")}>
          <Select
            value={kind}
            onChange={(_, { value }) => setKind(relationKinds.find((each) => each === value) ?? "related")}
          >
            {relationKinds.map((each) => (
              <option key={each} value={each}>
                {t(`relation.${each}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={{ children: t("relation.search"), htmlFor: searchId }}>
          <Input
            id={searchId}
            type="search"
            autoComplete="off"
            value={typed}
            onChange={(_, { value }) => setTyped(value)}
          />
        </Field>
      </div>
      <div role="status" className={styles.similar}>
        {rows.length > 0 && <p>{t("relation.choose")}</p>}
        {typed.trim() && found.data && rows.length === 0 && <p>{t("relation.none")}</p>}
      </div>
      <ul className={styles.found}>
        {rows.slice(0, shown).map((row) => (
          <li key={row.id}>
            <Button
              onClick={() => {
                add({ kind, conceptId: row.id });
                setTyped("");
                document.getElementById(searchId)?.focus();
              }}
            >
              <span>
                <RowWords row={row} />
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

const shown = 8;
