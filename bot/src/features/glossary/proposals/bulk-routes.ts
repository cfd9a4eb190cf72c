import { type BulkResult, bulkInput } from "#features/glossary/contract.ts";
import { type Route, route } from "#platform/feature.ts";
import { Refusal } from "#platform/refusal.ts";
import type { ApiPorts } from "./concept-routes.ts";

/** One action on many concepts, as they were ticked in a list. */
export const bulkApi = ({
  store,
  access,
  writing,
  actions,
}: Pick<ApiPorts, "store" | "access" | "writing" | "actions">): Route[] => [
  route({
    method: "POST",
    path: "/glossary/bulk",
    about:
      "Checks, approves, removes or brings back many concepts, each by itself: tells which it was not done to, and why.",
    role: "anyone",
    input: bulkInput,
    async handle({ person, input, t }): Promise<BulkResult> {
      const reader = await access.member(person);
      const { action, concepts } = input;
      const told: BulkResult = { done: [], left: [] };
      for (const { id, number } of concepts) {
        try {
          const concept = await store.find(person.tenantId, id);
          access.mustSee(concept, reader);
          const after = await actions[action](concept, reader);
          // Nobody checks or approves what they have not seen. A repeat finds it done, whatever its version.
          if (after !== concept && concept.number !== number) throw new Refusal("changedMeanwhile");
          await writing.save(concept, after);
          told.done.push(id);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          told.left.push({ id, reason: t(error.reason, error.values) });
        }
      }
      return told;
    },
  }),
];
