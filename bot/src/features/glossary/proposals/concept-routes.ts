import type { Access, Reader, Viewer } from "#features/glossary/concepts/access.ts";
import { type Concept, propose, restore, revise } from "#features/glossary/concepts/concept.ts";
import type { Views } from "#features/glossary/concepts/concept-view.ts";
import { sameDraft, tidied } from "#features/glossary/concepts/draft.ts";
import { rowOf } from "#features/glossary/concepts/entry.ts";
import type { GlossaryStore } from "#features/glossary/concepts/store.ts";
import type { SubjectFields } from "#features/glossary/concepts/subject-fields.ts";
import {
  conceptId,
  languages,
  views as listViews,
  type Origin,
  proposeInput,
  restoreInput,
  type Similar,
  saveInput,
} from "#features/glossary/contract.ts";
import type { Finder } from "#features/glossary/lookup/finder.ts";
import { type Asked, type Route, route } from "#platform/feature.ts";
import type { Clock } from "#platform/jobs/clock.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import { type ConceptActions, mustBeThere } from "./concept-actions.ts";
import type { Writing } from "./writing.ts";

/** A forum post as a proposal begins from it; undefined where the person sees no such post. */
export type OriginOf = (viewer: Viewer, topicId: string, number: number) => Promise<Origin | undefined>;

export type ApiPorts = {
  store: GlossaryStore;
  access: Access;
  views: Views;
  finder: Finder;
  fields: SubjectFields;
  writing: Writing;
  originOf: OriginOf;
  actions: ConceptActions;
  clock: Clock;
};

type WhoAndWhat = Pick<Asked, "person" | "params">;
/** The concept that an address names, and whoever asks for it. */
export type Chosen = { concept: Concept; reader: Reader };

/** As the reader may see it; fails as if it did not exist where they may not. */
export function choosingFor({ store, access }: Pick<ApiPorts, "store" | "access">) {
  return async ({ person, params }: WhoAndWhat): Promise<Chosen> => {
    const reader = await access.readerFor(person);
    const concept = await store.find(person.tenantId, params.id ?? "");
    access.mustSee(concept, reader);
    return { concept, reader };
  };
}

/** Concepts for the tab: looked up by everybody, written by members. */
export function conceptApi(ports: ApiPorts): Route[] {
  const { store, access, views, finder, fields, writing, originOf, actions, clock } = ports;
  const choose = choosingFor(ports);

  /** For those who belong to the network. */
  async function chooseAsMember(asked: WhoAndWhat): Promise<Chosen> {
    await access.member(asked.person);
    return choose(asked);
  }

  async function mustKnow(tenantId: string, field: string | null): Promise<void> {
    if (field === null) return;
    const known = await fields.all(tenantId);
    if (!known.some(({ id }) => id === field)) throw new Refusal("unknownField");
  }

  return [
    route({
      method: "GET",
      path: "/glossary",
      about: "The glossary as a whole: its subject fields, how much it holds, and what waits.",
      role: "anyone",
      handle: async ({ person }) => views.glossary(await access.readerFor(person)),
    }),
    route({
      method: "GET",
      path: "/glossary/concepts",
      about:
        "Concepts by pages: searched for by `q`, best first, else in the alphabetical order of `language`.",
      role: "anyone",
      async handle({ person, query, locale }) {
        return finder.list(await access.readerFor(person), {
          q: query.q ?? "",
          field: query.field || undefined,
          view: listViews.find((view) => view === query.view) ?? "all",
          language: languages.find((language) => language === query.language) ?? locale,
          after: query.after,
        });
      },
    }),
    route({
      method: "POST",
      path: "/glossary/concepts",
      about: "Proposes a concept. The id is the client's, so that a repeat makes no second one.",
      role: "anyone",
      input: proposeInput,
      async handle({ person, input }) {
        const reader = await access.member(person);
        await mustKnow(person.tenantId, input.draft.field);
        const concept = await writing.add(propose(input.id, person, input.draft, clock.now()));
        return views.concept(concept, reader);
      },
    }),
    route({
      method: "GET",
      path: "/glossary/concepts/:id",
      about: "One concept with its terms.",
      role: "anyone",
      async handle(asked) {
        const { concept, reader } = await choose(asked);
        return views.concept(concept, reader);
      },
    }),
    route({
      method: "PUT",
      path: "/glossary/concepts/:id",
      about: "Saves a concept whole. Refused with changedMeanwhile if its version is not the latest.",
      role: "anyone",
      input: saveInput,
      async handle(asked) {
        const { concept, reader } = await chooseAsMember(asked);
        const { draft, version, reason } = asked.input;
        mustBeThere(concept);
        // A repeat of what is already written changes nothing, whichever version it began from.
        if (sameDraft(concept.draft, tidied(draft))) return views.concept(concept, reader);
        if (version !== concept.version) throw new Refusal("changedMeanwhile");
        if (draft.field !== concept.draft.field) await mustKnow(concept.tenantId, draft.field);
        const revised = revise(concept, draft, reader, reason, clock.now());
        return views.concept(await writing.save(concept, revised), reader);
      },
    }),
    route({
      method: "DELETE",
      path: "/glossary/concepts/:id",
      about: "Removes a concept; it can be brought back.",
      role: "anyone",
      async handle(asked) {
        const { concept, reader } = await chooseAsMember(asked);
        await writing.save(concept, await actions.remove(concept, reader));
        return {};
      },
    }),
    route({
      method: "POST",
      path: "/glossary/concepts/:id/restoration",
      about: "Brings a removed concept back.",
      role: "anyone",
      async handle(asked) {
        const { concept, reader } = await chooseAsMember(asked);
        return views.concept(await writing.save(concept, await actions.bringBack(concept, reader)), reader);
      },
    }),
    route({
      method: "GET",
      path: "/glossary/concepts/:id/history",
      about: "The versions of a concept, newest first, by pages.",
      role: "anyone",
      async handle(asked) {
        const { concept, reader } = await chooseAsMember(asked);
        const { after = "" } = asked.query;
        return views.history(concept, reader, /^\d{1,8}$/.test(after) ? Number(after) : undefined);
      },
    }),
    route({
      method: "POST",
      path: "/glossary/concepts/:id/restore",
      about: "Makes an earlier version the newest.",
      role: "anyone",
      input: restoreInput,
      async handle(asked) {
        const { concept, reader } = await chooseAsMember(asked);
        const { number, version } = asked.input;
        mustBeThere(concept);
        const earlier = await store.version(concept, number);
        const isRepeat = concept.deed === "restored" && concept.reason === String(number);
        if (isRepeat) return views.concept(concept, reader);
        if (version !== concept.version) throw new Refusal("changedMeanwhile");
        const restored = restore(concept, earlier, reader, clock.now());
        return views.concept(await writing.save(concept, restored), reader);
      },
    }),
    route({
      method: "PUT",
      path: "/glossary/concepts/:id/check",
      about: "Somebody competent has looked at the concept as it is now.",
      role: "anyone",
      async handle(asked) {
        const { concept, reader } = await chooseAsMember(asked);
        return views.concept(await writing.save(concept, await actions.check(concept, reader)), reader);
      },
    }),
    route({
      method: "GET",
      path: "/glossary/similar",
      about: "Concepts that a term resembles, before it is proposed twice.",
      role: "anyone",
      async handle({ person, query, locale }): Promise<Similar> {
        const reader = await access.member(person);
        const language = languages.find((one) => one === query.language) ?? locale;
        const entries = await finder.similar(reader, query.term ?? "", language);
        return { concepts: entries.map((entry) => rowOf(entry)) };
      },
    }),
    route({
      method: "GET",
      path: "/glossary/origins/:topicId/:number",
      about: "The forum post that a proposal grows out of.",
      role: "anyone",
      async handle({ person, params }): Promise<Origin> {
        await access.member(person);
        const { topicId = "", number = "" } = params;
        const isWellFormed = conceptId.safeParse(topicId).success && /^\d{1,8}$/.test(number);
        const origin = isWellFormed ? await originOf(person, topicId, Number(number)) : undefined;
        if (!origin) throw new NotFound("unknownOrigin");
        return origin;
      },
    }),
  ];
}
