import type { Access, Reader } from "#features/glossary/concepts/access.ts";
import type { MemberNames } from "#features/glossary/concepts/concept-view.ts";
import type { GlossaryStore } from "#features/glossary/concepts/store.ts";
import type { SubjectFields } from "#features/glossary/concepts/subject-fields.ts";
import {
  type By,
  type ImportView,
  importInput,
  limits,
  partInput,
  startImportInput,
} from "#features/glossary/contract.ts";
import { type Asked, type Route, route } from "#platform/feature.ts";
import type { Translate } from "#platform/i18n/texts.ts";
import { type Clock, days, later } from "#platform/jobs/clock.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { following } from "#platform/jobs/outbox.ts";
import { NotFound, Refusal, undefinedIfGone } from "#platform/refusal.ts";
import { cutOf, exporting } from "./exporting.ts";
import { type Import, newImport } from "./import/import-state.ts";
import type { ImportStore } from "./import/import-store.ts";

export type ExchangeApiPorts = {
  imports: ImportStore;
  store: GlossaryStore;
  fields: SubjectFields;
  access: Access;
  memberNames: MemberNames;
  jobs: Jobs;
  clock: Clock;
  tabLink(page: string): string;
};

const keptMs = days(7);

/** Files in and out of the glossary: taken in by coordinators, handed out to everybody who may read what is in them. */
export function exchangeApi(ports: ExchangeApiPorts): Route[] {
  const { imports, access, memberNames, jobs, clock } = ports;
  const exported = exporting(ports);

  async function chosen({ person, params }: Pick<Asked, "person" | "params">) {
    const reader = await access.coordinator(person);
    return { reader, one: await imports.find(person.tenantId, params.id ?? "") };
  }

  async function viewOf(one: Import, reader: Reader, t: Translate): Promise<ImportView> {
    const names = await memberNames(one.tenantId, [one.by]);
    return importView(one, { name: names.get(one.by) ?? null, mine: one.by === reader.id }, t);
  }

  return [
    route({
      method: "GET",
      path: "/glossary/imports",
      about: "The newest imports, without what was found in their files.",
      role: "anyone",
      async handle({ person, t }) {
        const reader = await access.coordinator(person);
        const latest = await imports.latest(person.tenantId);
        const bare = latest.map((one) => ({ ...one, problems: [], samples: [] }));
        return { imports: await Promise.all(bare.map((one) => viewOf(one, reader, t))) };
      },
    }),
    route({
      method: "POST",
      path: "/glossary/imports",
      about:
        "Begins an import, whose file follows in parts. The id is the client's, so that a repeat begins no second one.",
      role: "anyone",
      input: startImportInput,
      async handle({ person, input, t }) {
        const reader = await access.coordinator(person);
        if (input.parts * limits.part > limits.file)
          throw new Refusal("import.tooLarge", { most: limits.file / 1024 / 1024 });
        const begun = newImport(person, input, clock.now());
        const work = { tenantId: person.tenantId, id: input.id };
        await jobs.add("glossary/forgetImport", work, later(begun.at, keptMs));
        return viewOf(await imports.add(begun), reader, t);
      },
    }),
    route({
      method: "PUT",
      path: "/glossary/imports/:id/parts/:number",
      about:
        "One part of the file, counted from 0, in any order; the same part again changes nothing. The last one begins the reading.",
      role: "anyone",
      input: partInput,
      async handle(asked) {
        const { one } = await chosen(asked);
        const number = /^\d{1,5}$/.test(asked.params.number ?? "") ? Number(asked.params.number) : one.parts;
        if (number >= one.parts) throw new NotFound("unknownImport");
        if (one.state !== "reading") return {};
        const bytes = new Uint8Array(Buffer.from(asked.input.bytes, "base64"));
        if (bytes.length > limits.part)
          throw new Refusal("import.partTooLarge", { most: limits.part / 1024 });
        await imports.putPart(one, number, bytes);
        // The last part is acknowledged only when the reading is on its way; a repeat puts it there again, harmlessly.
        if (await imports.hasAllParts(one)) await jobs.add("glossary/readImport", workOf(one));
        return {};
      },
    }),
    route({
      method: "GET",
      path: "/glossary/imports/:id",
      about: "An import: what would become of its file, how far it is, what came of it.",
      role: "anyone",
      async handle(asked) {
        const { one, reader } = await chosen(asked);
        return viewOf(one, reader, asked.t);
      },
    }),
    route({
      method: "POST",
      path: "/glossary/imports/:id/start",
      about: "Takes the file in by a rule. A repeat, or another's start in the same moment, changes nothing.",
      role: "anyone",
      input: importInput,
      async handle(asked) {
        const { one, reader } = await chosen(asked);
        if (one.state === "reading" || one.state === "failed") throw new Refusal("import.notReady");
        const begin = (newest: Import): Import =>
          newest.state === "ready"
            ? { ...newest, state: "importing", how: asked.input, startedAt: clock.now() }
            : newest;
        const started = await following(
          { jobs, clock },
          [{ job: "glossary/takeIn", work: workOf(one) }],
          () => imports.change(one, begin),
        );
        return viewOf(started, reader, asked.t);
      },
    }),
    route({
      method: "DELETE",
      path: "/glossary/imports/:id",
      about: "Takes an import's file away. What has been taken in stays.",
      role: "anyone",
      async handle({ person, params }) {
        await access.coordinator(person);
        const one = await imports.find(person.tenantId, params.id ?? "").catch(undefinedIfGone);
        if (!one) return {};
        if (one.state === "importing") throw new Refusal("import.isRunning");
        await imports.remove(one);
        return {};
      },
    }),
    route({
      method: "GET",
      path: "/glossary/export",
      about: "The glossary as a file: TBX-Basic, CSV or XLSX, cut by `field`, `languages` and `statuses`.",
      role: "anyone",
      async handle({ person, query, t }) {
        const reader = await access.readerFor(person);
        return exported(person.tenantId, cutOf(query, reader), t);
      },
    }),
  ];
}

const workOf = ({ tenantId, id }: Import) => ({ tenantId, id });

function importView(one: Import, by: By, t: Translate): ImportView {
  const problems = one.problems.map((problem) => ({ ...problem, text: t(problem.reason, problem.values) }));
  return {
    id: one.id,
    state: one.state,
    fileName: one.fileName,
    format: one.format,
    at: one.at.toISOString(),
    by,
    found: one.found,
    fresh: one.fresh,
    known: one.known,
    same: one.same,
    otherLanguages: one.otherLanguages,
    problems,
    problemCount: one.problemCount,
    samples: one.samples,
    done: one.done,
    reason: one.state === "failed" ? (problems[0]?.text ?? t("import.failed")) : "",
  };
}
