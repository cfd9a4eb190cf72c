import { fieldId, fieldInput } from "#features/glossary/contract.ts";
import { type Route, route } from "#platform/feature.ts";
import { NotFound, Refusal } from "#platform/refusal.ts";
import type { Access } from "./access.ts";
import type { Views } from "./concept-view.ts";
import type { SubjectFields } from "./subject-fields.ts";

type Ports = { access: Access; fields: SubjectFields; views: Views };

/** The subject fields for the tab: read by everybody, kept by coordinators. */
export function fieldApi({ access, fields, views }: Ports): Route[] {
  return [
    route({
      method: "GET",
      path: "/glossary/fields",
      about: "The subject fields, each with its number of concepts.",
      role: "anyone",
      handle: async ({ person }) => views.fields(await access.readerFor(person)),
    }),
    route({
      method: "PUT",
      path: "/glossary/fields/:id",
      about: "Names a subject field, a new one or one that is there.",
      role: "anyone",
      input: fieldInput,
      async handle({ person, params, input }) {
        const reader = await access.coordinator(person);
        if (params.id !== input.id) throw new NotFound("unknownField");
        const name = { sv: input.name.sv.trim(), fi: input.name.fi.trim(), en: input.name.en.trim() };
        if (Object.values(name).includes("")) throw new Refusal("fieldNeedsNames");
        await fields.save(person.tenantId, { id: input.id, name });
        return views.fields(reader);
      },
    }),
    route({
      method: "DELETE",
      path: "/glossary/fields/:id",
      about: "Removes a subject field that no concept has.",
      role: "anyone",
      async handle({ person, params }) {
        const reader = await access.coordinator(person);
        const id = fieldId.safeParse(params.id).data;
        const known = (await views.fields(reader)).fields.find((field) => field.id === id);
        if (!id || !known) return views.fields(reader);
        if (known.count > 0) throw new Refusal("fieldInUse", { count: known.count });
        await fields.remove(person.tenantId, id);
        return views.fields(reader);
      },
    }),
  ];
}
